# Runs cmdlets for Switchback, one at a time, and says on its channel what they say, as it happens.
#
# The channel is a named pipe of the one who started it: JSON lines both ways, ASCII only. Nothing that a cmdlet or a program started by
# it writes or reads can come upon it. Only cmdlets by name with parameters as values are taken, never text to be run.
# When the channel closes, a cmdlet that reads is stopped; one that changes something goes on to its end, which is kept in a file.
#
# In the language of PowerShell 3, ASCII only. Three threads, which wait and never poll while nothing runs: the reader takes lines from the
# channel, this one starts the cmdlets and says how they ended, the worker's runs them and writes what they say.

# Constrained language can make none of what is needed below. The code of this end is known to who started it.
if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') { exit 79 }
$ErrorActionPreference = 'Stop'

# What all threads know. Longer texts are cut, and say so; so are objects of more values, of more text in all, or deeper.
$limits = @{Text = 65536; Values = 5000; Characters = 1048576; Depth = 6}
$SwitchbackHost = [hashtable]::Synchronized(@{
    Lock = New-Object object; Number = 0; Closed = $false; Clock = [Diagnostics.Stopwatch]::StartNew(); Limits = $limits
    Queue = New-Object 'System.Collections.Concurrent.BlockingCollection[object]'; Cancelled = @{}
    Call = $null; File = $null; CallText = 'null'; Shell = $null; Errors = 0; Error = $null; Asked = $null
    Plain = New-Object regex '\A[ !#-\[\]-~]{0,65536}\z', 'Compiled'
    Progress = $null; ProgressAt = -1000; IsRemote = $false; Directory = $null; StopMs = 0; OnUnix = [IO.Path]::DirectorySeparatorChar -eq '/'
})
. (Join-Path $PSScriptRoot 'host-say.ps1')
. (Join-Path $PSScriptRoot 'host-call.ps1')
. (Join-Path $PSScriptRoot 'host-look.ps1')
. (Join-Path $PSScriptRoot 'host-remote.ps1')

$address = $env:SWITCHBACK_CHANNEL
$token = $env:SWITCHBACK_TOKEN
# No program that a cmdlet starts is to know them.
Remove-Item 'Env:SWITCHBACK_CHANNEL', 'Env:SWITCHBACK_TOKEN'
# Asynchronous, because else a write would wait for the read that waits for the next line.
$pipe = New-Object IO.Pipes.NamedPipeClientStream('.', $address, 'InOut', 'Asynchronous')
$pipe.Connect(10000)
$SwitchbackHost.Reader = New-Object IO.StreamReader($pipe, [Text.Encoding]::ASCII)
$SwitchbackHost.Writer = New-Object IO.StreamWriter($pipe, [Text.Encoding]::ASCII, 65536)

# What is said below lives in runspaces of its own, with the functions above and nothing that could be put in their place.
function Open-Runspace([switch]$showsText) {
    $state = [Management.Automation.Runspaces.InitialSessionState]::CreateDefault()
    $options = [Management.Automation.ScopedItemOptions]'Constant, AllScope'
    $entry = 'Management.Automation.Runspaces.SessionState'
    $state.Variables.Add((New-Object "${entry}VariableEntry" 'SwitchbackHost', $SwitchbackHost, '', $options))
    $state.Variables.Add((New-Object "${entry}VariableEntry" 'PSModuleAutoLoadingPreference', 'None', ''))
    foreach ($function in Get-ChildItem Function:*-Switchback*) {
        $state.Commands.Add((New-Object "${entry}FunctionEntry" $function.Name, $function.Definition))
    }
    # The console of this process answers no question, and it alone is given the text of a preview.
    $runspace = if ($showsText) { [Management.Automation.Runspaces.RunspaceFactory]::CreateRunspace($Host, $state) }
    else { [Management.Automation.Runspaces.RunspaceFactory]::CreateRunspace($state) }
    $runspace.ThreadOptions = 'ReuseThread'
    $runspace.Open()
    return $runspace
}

$reading = {
    $ErrorActionPreference = 'Stop'
    while ($true) {
        $line = $null
        try { $line = $SwitchbackHost.Reader.ReadLine() } catch { }
        if ($null -eq $line) { break }
        try {
            $message = Microsoft.PowerShell.Utility\ConvertFrom-Json $line
            if ($message.kind -eq 'ping') { Send-SwitchbackLine ('"kind":"pong","call":' + $SwitchbackHost.CallText) }
            elseif ($message.kind -eq 'fate') {
                if ($message.file -cnotmatch '\A[0-9a-f]{64}\z') { throw 'That is no name of a change.' }
                $about = '"kind":"fate","file":"' + $message.file + '",'
                try { Send-SwitchbackLine ($about + (Get-SwitchbackFate $message.file)) }
                catch { Send-SwitchbackLine ($about + '"fate":"unreadable","why":' + (ConvertTo-SwitchbackText $_.Exception.Message)) }
            }
            elseif ($message.kind -eq 'stop') {
                [Threading.Monitor]::Enter($SwitchbackHost.Lock)
                try {
                    $SwitchbackHost.Cancelled[$message.call] = $true
                    if ($SwitchbackHost.Call -eq $message.call) { [void]$SwitchbackHost.Shell.BeginStop($null, $null) }
                }
                # It ended in this moment.
                catch { }
                finally { [Threading.Monitor]::Exit($SwitchbackHost.Lock) }
            }
            else { $SwitchbackHost.Queue.Add($message) }
        }
        catch { Send-SwitchbackLine ('"kind":"misunderstood","why":' + (ConvertTo-SwitchbackText $_.Exception.Message)) }
    }
    $SwitchbackHost.Closed = $true
    $SwitchbackHost.Queue.CompleteAdding()
}

# Made in the worker's own runspace: so they run in its thread, at once and in order, and not when another thread has time for them.
$handling = {
    $handlers = @{}
    foreach ($stream in 'Output', 'Error', 'Progress') {
        $handle = "param(`$from) foreach (`$record in `$from.ReadAll()) { Send-SwitchbackRecord '$($stream.ToLowerInvariant())' `$record }"
        $handlers[$stream] = [EventHandler[Management.Automation.DataAddedEventArgs]][scriptblock]::Create($handle)
    }
    foreach ($stream in 'Warning', 'Verbose', 'Debug', 'Information') {
        # A plain text without a call of a function, which would cost as much as the cmdlet takes for it.
        $handle = {
            param($from)
            foreach ($record in $from.ReadAll()) {
                $text = [string]$record.TEXT
                if ($SwitchbackHost.Progress -or -not $SwitchbackHost.Plain.IsMatch($text)) { Send-SwitchbackRecord 'STREAM' $record; continue }
                $lock = $SwitchbackHost.Lock
                [Threading.Monitor]::Enter($lock)
                try {
                    $number = ++$SwitchbackHost.Number
                    $writer = $SwitchbackHost.Writer
                    $writer.Write('{"n":' + $number + ',"kind":"record","call":' + $SwitchbackHost.CallText + ',"stream":"STREAM","text":"' + $text + "`"}`n")
                    $writer.Flush()
                }
                catch { $SwitchbackHost.Closed = $true }
                finally { [Threading.Monitor]::Exit($lock) }
            }
        }
        $property = if ($stream -eq 'Information') { 'MessageData' } else { 'Message' }
        $handle = $handle.ToString().Replace('STREAM', $stream.ToLowerInvariant()).Replace('TEXT', $property)
        $handlers[$stream] = [EventHandler[Management.Automation.DataAddedEventArgs]][scriptblock]::Create($handle)
    }
    $handlers
}

# Before a module is loaded that stands in for that of a farm: here none of a farm is in reach, and from then on nothing is looked for but
# what comes with PowerShell.
function Leave-RealModules {
    $own = Join-Path $PSHOME 'Modules'
    foreach ($place in @($env:PSModulePath -split [IO.Path]::PathSeparator) + $own) {
        foreach ($name in 'Lync', 'SkypeForBusiness') {
            $path = if ($place) { Join-Path $place $name -ErrorAction SilentlyContinue }
            if ($path -and [IO.Directory]::Exists($path)) { throw "Here is the module of a real farm, '$path', and one that stands in for it is not loaded beside it." }
        }
    }
    $env:PSModulePath = $own
}

function Open-Worker($message) {
    $SwitchbackHost.StopMs = $message.stopMs
    $SwitchbackHost.Directory = $message.directory
    if (-not $SwitchbackHost.Directory) {
        $local = [Environment]::GetFolderPath('LocalApplicationData')
        if (-not $local) { throw 'This account has no folder of its own, so the end of a change could not be kept.' }
        $SwitchbackHost.Directory = Join-Path (Join-Path $local 'Switchback') 'ends'
    }
    $directory = [IO.Directory]::CreateDirectory($SwitchbackHost.Directory)
    Set-SwitchbackMode 700 $SwitchbackHost.Directory
    # Nobody asks for them any more.
    $directory.GetFiles() | Where-Object { $_.LastWriteTimeUtc -lt [datetime]::UtcNow.AddDays(-90) } | Remove-Item

    $script:allowed = @{}
    foreach ($name in $message.cmdlets) { $script:allowed[$name] = $true }
    $script:modules = @{}
    $script:shown = $null
    if ($message.showsText) {
        $script:shown = New-Object IO.StringWriter
        [Console]::SetOut($script:shown)
    }
    $script:worker = Open-Runspace -showsText:([bool]$message.showsText)
    # Only now: whatever opens a runspace fills the places in again.
    if ($message.isStandIn) { Leave-RealModules }
    $loaded = foreach ($wanted in $message.modules) {
        $shell = [powershell]::Create()
        $shell.Runspace = $script:worker
        [void]$shell.AddCommand('Microsoft.PowerShell.Core\Import-Module').AddParameter('Name', $wanted)
        [void]$shell.AddParameter('DisableNameChecking', $true).AddParameter('PassThru', $true).AddParameter('ErrorAction', 'Stop')
        foreach ($module in $shell.Invoke()) {
            $script:modules[$module.Name] = $true
            '{"name":' + (ConvertTo-SwitchbackText $module.Name) + ',"version":"' + $module.Version + '"}'
        }
        $shell.Dispose()
    }
    $script:remote = $null
    if ($message.endpoint) {
        $script:remote = Open-Remote $message.endpoint $message.credential
        $SwitchbackHost.IsRemote = $true
        $script:modules['OcsPowershell'] = $true
        $loaded = @('{"name":"OcsPowershell","version":""}')
    }
    # After the import, which would say what it loads.
    $verbose = if ($message.showsText) { 'SilentlyContinue' } else { 'Continue' }
    $preferences = @{Verbose = $verbose; Warning = 'Continue'; Information = 'Continue'; Progress = 'Continue'; Debug = 'SilentlyContinue'}
    foreach ($name in $preferences.Keys) { $script:worker.SessionStateProxy.SetVariable("${name}Preference", $preferences[$name]) }

    $shell = [powershell]::Create()
    $shell.Runspace = $script:worker
    $script:handlers = $shell.AddScript($handling.ToString()).Invoke()[0]
    $shell.Dispose()
    Send-SwitchbackLine ('"kind":"opened","modules":[' + ($loaded -join ',') + ']')
}

$edition = if ($PSVersionTable.PSEdition) { $PSVersionTable.PSEdition } else { 'Desktop' }
Send-SwitchbackLine ('"kind":"hello","token":' + (ConvertTo-SwitchbackText $token) + ',"pid":' + $PID +
    ',"version":"' + $PSVersionTable.PSVersion + '","edition":"' + $edition + '"')
$reader = [powershell]::Create()
$reader.Runspace = Open-Runspace
[void]$reader.AddScript($reading.ToString()).BeginInvoke()

foreach ($message in $SwitchbackHost.Queue.GetConsumingEnumerable()) {
    if ($message.kind -eq 'call') { Invoke-Call $message }
    elseif ($message.kind -eq 'open') {
        try { Open-Worker $message }
        catch { Send-SwitchbackLine ('"kind":"notOpened","error":' + (ConvertTo-SwitchbackError $_ $_.Exception)) }
    }
    elseif ($message.kind -eq 'describe') {
        try {
            if ($script:remote) { Send-RemoteDescription @($script:allowed.Keys) }
            else { Send-SwitchbackDescription $script:worker $message.module @($script:allowed.Keys) }
        }
        catch { Send-SwitchbackLine ('"kind":"notDescribed","error":' + (ConvertTo-SwitchbackError $_ $_.Exception)) }
    }
    elseif ($message.kind -eq 'account') {
        try { Send-SwitchbackAccount }
        catch { Send-SwitchbackLine ('"kind":"noAccount","error":' + (ConvertTo-SwitchbackError $_ $_.Exception)) }
    }
    else { Send-SwitchbackLine ('"kind":"misunderstood","why":"no such kind of message"') }
}
[Environment]::Exit(0)
