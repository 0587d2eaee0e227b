# What `npm run bench` asks of a host, and of a PowerShell that runs the same beside it.

function Get-CsEcho { [CmdletBinding()] param([string]$Value) $Value }
function Get-CsLines { [CmdletBinding()] param([int]$Count) foreach ($each in 1..$Count) { Write-Verbose "line $each" } }
function Get-CsSleep { [CmdletBinding()] param() Write-Verbose 'sleeping'; Start-Sleep -Seconds 600 }

# When each record was written, in nanoseconds of the clock that Node's process.hrtime tells too. Further apart than a host joins them.
function Get-CsStamps {
    [CmdletBinding()] param([int]$Count)
    foreach ($each in 1..$Count) {
        Start-Sleep -Milliseconds 130
        $now = [long]([Diagnostics.Stopwatch]::GetTimestamp() * (1e9 / [Diagnostics.Stopwatch]::Frequency))
        Write-Progress -Activity "$now" -Status ' '
    }
}
