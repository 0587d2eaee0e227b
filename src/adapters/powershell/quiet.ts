/**
 * With these a PowerShell that is started here tells its maker nothing and asks nobody for a newer one. A host that waits does nothing
 * then: its telemetry alone was measured to keep it busy.
 */
export const quiet = {POWERSHELL_TELEMETRY_OPTOUT: '1', POWERSHELL_UPDATECHECK: 'Off'} as const;
