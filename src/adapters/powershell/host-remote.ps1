# The cmdlets of a remote endpoint (OcsPowershell): no module is loaded here, each call runs there by its name, in a session that the role
# of the account opens. What it says comes back as copies of objects: all streams in one, so that their order stays.
# Part of host.ps1, in its language and its thread. Never run against an endpoint of the product so far.

# With the logon of this process, or with a credential that was typed for it. Nothing is asked for here.
function Open-Remote([string]$uri, $credential) {
    $connection = New-Object Management.Automation.Runspaces.WSManConnectionInfo ([uri]$uri)
    $connection.OpenTimeout = 60000
    if ($credential) { $connection.Credential = ConvertFrom-Tagged $credential }
    $runspace = [Management.Automation.Runspaces.RunspaceFactory]::CreateRunspace($connection)
    $runspace.Open()
    return $runspace
}

function Join-Streams($shell) {
    foreach ($stream in 'Error', 'Warning', 'Verbose', 'Debug', 'Information') {
        # Information came with PowerShell 5.
        try { $shell.Commands.Commands[0].MergeMyResults($stream, 'Output') } catch { if ($stream -ne 'Information') { throw } }
    }
}

# In this thread, so often that nobody sees it: a handler of an event has no thread to run in there.
function Read-Remote($shell, $output) {
    foreach ($record in $shell.Streams.Progress.ReadAll()) { Send-SwitchbackRecord 'progress' $record }
    foreach ($item in $output.ReadAll()) {
        if ($null -eq $item -or $item.PSObject.TypeNames[0] -cnotmatch '\ADeserialized\.System\.Management\.Automation\.(\w+)Record\z') {
            Send-SwitchbackRecord 'output' $item
            continue
        }
        $stream = $Matches[1].ToLowerInvariant()
        if ($stream -eq 'error') { Send-RemoteError $item }
        elseif ($stream -eq 'information') { Send-SwitchbackRecord $stream $item }
        else { Send-SwitchbackRecord $stream (New-Object psobject -Property @{Message = [string]$item.InformationalRecord_Message}) }
    }
}

function ConvertFrom-RemoteException($copy, [int]$depth) {
    $inner = if ($copy.InnerException -and $depth -lt 5) { ConvertFrom-RemoteException $copy.InnerException ($depth + 1) }
    return New-Object Management.Automation.RuntimeException ([string]$copy.Message), $inner
}

function Send-RemoteError($copy) {
    $category = [Management.Automation.ErrorCategory][int]$copy.ErrorCategory_Category
    $exception = ConvertFrom-RemoteException $copy.Exception 0
    if (Test-SwitchbackDenial $copy.Exception) { $category = 'PermissionDenied' }
    $record = New-Object Management.Automation.ErrorRecord $exception, ([string]$copy.FullyQualifiedErrorId), $category, ([string]$copy.TargetObject)
    Send-SwitchbackRecord 'error' $record
}

# ---- What the cmdlets take there ----------------------------------------------------------------------------------------------------

# The session of a role is asked with no more than it gives for Import-PSSession.
function Get-FromRemote([string[]]$names, [string[]]$properties) {
    $shell = [powershell]::Create()
    $shell.Runspace = $script:remote
    [void]$shell.AddCommand('Get-Command').AddParameter('Name', $names).AddParameter('ErrorAction', 'SilentlyContinue')
    if ($properties) { [void]$shell.AddCommand('Select-Object').AddParameter('Property', $properties) }
    $running = $shell.BeginInvoke()
    if (-not $running.AsyncWaitHandle.WaitOne(60000)) {
        [void]$shell.BeginStop($null, $null)
        throw 'It did not say within 60 seconds what its cmdlets take.'
    }
    $shell.EndInvoke($running)
    $shell.Dispose()
}

# A copy of a cmdlet has its parameter sets as the texts that "Get-Command -Syntax" shows: what stands in brackets as a whole is optional,
# what has no value is a switch.
$syntax = New-Object regex ('\[\[-(?<may>\w+)\] <[^>]*>\]|\[-(?<may>\w+) <[^>]*>\]|\[-(?<must>\w+)\] <[^>]*>|-(?<must>\w+) <[^>]*>' +
    '|\[-(?<maySwitch>\w+)\]|-(?<mustSwitch>\w+)')

function ConvertTo-RemoteParameter([string]$name, [bool]$isMandatory, [bool]$isSwitch, $known) {
    $type = if ($known) { [string]$known.ParameterType } elseif ($isSwitch) { 'System.Management.Automation.SwitchParameter' } else { '' }
    $aliases = @(if ($known) { foreach ($alias in $known.Aliases) { ConvertTo-SwitchbackText $alias } })
    return '{"name":' + (ConvertTo-SwitchbackText $name) + ',"type":' + (ConvertTo-SwitchbackText $type) +
        ',"isMandatory":' + $(if ($isMandatory) { 'true' } else { 'false' }) + ',"aliases":[' + ($aliases -join ',') + '],"values":[]}'
}

# Types and aliases come with a second question, which may be refused; what no text shows (-Verbose and its like) belongs to every set.
function Send-RemoteDescription([string[]]$names) {
    $commands = @(Get-FromRemote $names)
    $parametersOf = @{}
    try { foreach ($copy in @(Get-FromRemote $names 'Name', 'Parameters')) { $parametersOf[[string]$copy.Name] = $copy.Parameters } } catch { }
    $described = foreach ($command in $commands) {
        $known = $parametersOf[[string]$command.Name]
        if ($known -isnot [Collections.IDictionary]) { $known = @{} }
        $texts = @(foreach ($set in $command.ParameterSets) { [string]$set })
        $shown = @{}
        $parts = @(foreach ($text in $texts) {
            $set = @(foreach ($match in $syntax.Matches($text)) {
                $isMandatory = $match.Groups['must'].Success -or $match.Groups['mustSwitch'].Success
                $isSwitch = $match.Groups['maySwitch'].Success -or $match.Groups['mustSwitch'].Success
                $name = $match.Groups['may'].Value + $match.Groups['must'].Value + $match.Groups['maySwitch'].Value + $match.Groups['mustSwitch'].Value
                $shown[$name] = $true
                ConvertTo-RemoteParameter $name $isMandatory $isSwitch $known[$name]
            })
            $set -join ','
        })
        $others = @(foreach ($name in @($known.Keys)) { if (-not $shown[$name]) { ConvertTo-RemoteParameter $name $false $false $known[$name] } }) -join ','
        $sets = @(foreach ($part in $parts) { '[' + (@($part, $others | Where-Object { $_ }) -join ',') + ']' })
        '{"name":' + (ConvertTo-SwitchbackText $command.Name) + ',"module":"","version":"","sets":[' + ($sets -join ',') + ']}'
    }
    Send-SwitchbackLine ('"kind":"described","cmdlets":[' + (@($described) -join ',') + ']')
}
