# What the host says when it is asked about where it is: what the cmdlets take there, who it runs as, and what time it is.
# Part of host.ps1, and in its language.

# What cmdlets of a module take, as they declare it: of each its parameter sets, and of these all parameters.
function Get-SwitchbackDescription([string]$module, [string[]]$names) {
    foreach ($name in $names) {
        $command = Microsoft.PowerShell.Core\Get-Command -Name "$module\$name" -ErrorAction SilentlyContinue
        if (-not $command) { continue }
        $sets = foreach ($set in $command.ParameterSets) {
            $parameters = foreach ($parameter in $set.Parameters) {
                $type = $parameter.ParameterType
                $values = @(foreach ($attribute in $parameter.Attributes) {
                    if ($attribute -is [Management.Automation.ValidateSetAttribute]) { $attribute.ValidValues }
                })
                if ($type.IsEnum) { $values += [Enum]::GetNames($type) }
                '{"name":' + (ConvertTo-SwitchbackText $parameter.Name) + ',"type":' + (ConvertTo-SwitchbackText $type.ToString()) +
                    ',"isMandatory":' + $(if ($parameter.IsMandatory) { 'true' } else { 'false' }) +
                    ',"aliases":[' + (@(foreach ($alias in $parameter.Aliases) { ConvertTo-SwitchbackText $alias }) -join ',') +
                    '],"values":[' + (@(foreach ($value in $values) { ConvertTo-SwitchbackText $value }) -join ',') + ']}'
            }
            '[' + ($parameters -join ',') + ']'
        }
        '{"name":' + (ConvertTo-SwitchbackText $command.Name) + ',"module":' + (ConvertTo-SwitchbackText $command.ModuleName) +
            ',"version":"' + $command.Module.Version + '","sets":[' + ($sets -join ',') + ']}'
    }
}

function Send-SwitchbackDescription($worker, [string]$module, [string[]]$names) {
    if (-not $worker) { throw 'No module is loaded yet.' }
    $shell = [powershell]::Create()
    $shell.Runspace = $worker
    [void]$shell.AddCommand('Get-SwitchbackDescription').AddParameter('module', $module).AddParameter('names', $names)
    $described = @($shell.Invoke())
    $shell.Dispose()
    Send-SwitchbackLine ('"kind":"described","cmdlets":[' + ($described -join ',') + ']')
}

# Groups of the product only: what else somebody belongs to is nobody's business. Elsewhere than on Windows there is none to be asked for.
function Send-SwitchbackAccount {
    $name = [Environment]::UserName; $logon = ''; $elevated = 'null'; $groups = 'null'
    if (-not $SwitchbackHost.OnUnix) {
        $me = [Security.Principal.WindowsIdentity]::GetCurrent()
        $name = $me.Name
        $logon = "$($me.AuthenticationType)"
        $isElevated = (New-Object Security.Principal.WindowsPrincipal $me).IsInRole([Security.Principal.WindowsBuiltInRole]'Administrator')
        $elevated = if ($isElevated) { 'true' } else { 'false' }
        $known = foreach ($group in $me.Groups) {
            # One of a domain that cannot be asked has no name.
            try { $full = $group.Translate([Security.Principal.NTAccount]).Value } catch { continue }
            $short = $full.Substring($full.LastIndexOf('\') + 1)
            if ($short -match '\A(RTC|Cs)[A-Za-z]+\z') { ConvertTo-SwitchbackText $short }
        }
        $groups = '[' + ($known -join ',') + ']'
    }
    $clock = [datetime]::UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", [Globalization.CultureInfo]::InvariantCulture)
    Send-SwitchbackLine ('"kind":"account","name":' + (ConvertTo-SwitchbackText $name) + ',"logon":' + (ConvertTo-SwitchbackText $logon) +
        ',"isElevated":' + $elevated + ',"groups":' + $groups + ',"clock":"' + $clock + '"')
}
