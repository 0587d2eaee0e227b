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

function Send-RemoteError($copy) {
    $category = [Management.Automation.ErrorCategory][int]$copy.ErrorCategory_Category
    $exception = New-Object Management.Automation.RuntimeException ([string]$copy.Exception.Message)
    if (Test-SwitchbackDenial $copy.Exception) { $category = 'PermissionDenied' }
    $record = New-Object Management.Automation.ErrorRecord $exception, ([string]$copy.FullyQualifiedErrorId), $category, ([string]$copy.TargetObject)
    Send-SwitchbackRecord 'error' $record
}
