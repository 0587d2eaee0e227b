# One call of a cmdlet: what it is given, how it is started, watched and stopped, and what PowerShell says of its end.
# Part of host.ps1, in its language and its thread.

# Thrown by words that leave everything that runs, and caught by nothing that a cmdlet can write.
$leaving = @{ExitException = 'exit'; BreakException = 'break'; ContinueException = 'continue'}

function ConvertFrom-Tagged($tagged) {
    switch -CaseSensitive ($tagged.type) {
        'null' { return $null }
        'boolean' { return [bool]$tagged.value }
        'number' { return $tagged.value }
        # With a sign before it, because a text that looks like a date would be read as one.
        'text' { return $tagged.value.Substring(1) }
        'timeSpan' { return [timespan]::Parse($tagged.value.Substring(1), [Globalization.CultureInfo]::InvariantCulture) }
        'secret' {
            $secure = New-Object Security.SecureString
            foreach ($sign in $tagged.value.Substring(1).ToCharArray()) { $secure.AppendChar($sign) }
            $secure.MakeReadOnly()
            if (-not $tagged.user) { return $secure }
            return New-Object Management.Automation.PSCredential ($tagged.user.Substring(1), $secure)
        }
        'list' { return , [object[]]@(foreach ($each in $tagged.value) { ConvertFrom-Tagged $each }) }
    }
    throw "There is no value of the type '$($tagged.type)'."
}

function Add-Handlers($streams, $output) {
    $output.add_DataAdded($script:handlers.Output)
    $streams.Error.add_DataAdded($script:handlers.Error)
    # What is shown as text is not said a second time.
    if ($script:shown) { return }
    $streams.Warning.add_DataAdded($script:handlers.Warning)
    $streams.Verbose.add_DataAdded($script:handlers.Verbose)
    $streams.Debug.add_DataAdded($script:handlers.Debug)
    $streams.Progress.add_DataAdded($script:handlers.Progress)
    # It came with PowerShell 5.
    if ($null -ne $streams.Information) { $streams.Information.add_DataAdded($script:handlers.Information) }
}

function Invoke-Call($message) {
    $refusal = $null
    if (-not $script:worker) { $refusal = 'NotOpen' }
    elseif ($SwitchbackHost.Closed -or $SwitchbackHost.Cancelled[$message.call]) { $refusal = 'Stopped' }
    elseif ($message.cmdlet -cnotmatch '\A[A-Z][A-Za-z]*-Cs[A-Za-z]+\z' -or -not $script:allowed[$message.cmdlet]) { $refusal = 'NotAllowed' }
    elseif (-not $script:modules[$message.module]) { $refusal = 'NoModule' }
    elseif ($message.changes -and "$($message.file)" -cnotmatch '\A[0-9a-f]{64}\z') { $refusal = 'NoFile' }
    elseif ($message.file -and [IO.File]::Exists((Join-Path $SwitchbackHost.Directory "$($message.file).began"))) { $refusal = 'BegunBefore' }
    if ($refusal) { Send-NotStarted $message ($refusal + '"'); return }
    $shell = [powershell]::Create()
    $shell.Runspace = if ($script:remote) { $script:remote } else { $script:worker }
    try {
        [void]$shell.AddCommand($(if ($script:remote) { $message.cmdlet } else { $message.module + '\' + $message.cmdlet }))
        foreach ($parameter in $message.parameters) {
            if ($parameter.name -cnotmatch '\A[A-Za-z]\w*\z') { throw "'$($parameter.name)' is no name of a parameter." }
            [void]$shell.AddParameter($parameter.name, (ConvertFrom-Tagged $parameter.value))
        }
        # Preferences are of the worker here; the session over there has its own.
        if ($script:remote -and @($message.parameters | ForEach-Object { $_.name }) -notcontains 'Verbose') { [void]$shell.AddParameter('Verbose', $true) }
        # Ten times as fast as New-Object, and one by one twice as fast as by name.
        $output = [Activator]::CreateInstance([Management.Automation.PSDataCollection[psobject]])
        if ($script:remote) { Join-Streams $shell } else { Add-Handlers $shell.Streams $output }
        $nothing = [Activator]::CreateInstance([Management.Automation.PSDataCollection[psobject]])
        $nothing.Complete()
        $settings = New-Object Management.Automation.PSInvocationSettings
        # Without it, a cmdlet that calls "exit", or "break" outside a loop, would have come to its end. Nobody says since when it is there.
        if ($settings.PSObject.Properties['ExposeFlowControlExceptions']) { $settings.ExposeFlowControlExceptions = $true }
    }
    catch {
        Send-NotStarted $message ('NotPrepared","error":' + (ConvertTo-SwitchbackError $_ $_.Exception))
        return
    }
    $SwitchbackHost.Errors = 0; $SwitchbackHost.Error = $null; $SwitchbackHost.Asked = $null
    $SwitchbackHost.Progress = $null; $SwitchbackHost.ProgressAt = -1000
    # From here on it has begun, or has been stopped before.
    [Threading.Monitor]::Enter($SwitchbackHost.Lock)
    try {
        if ($SwitchbackHost.Closed -or $SwitchbackHost.Cancelled[$message.call]) { Send-NotStarted $message 'Stopped"'; return }
        if ($message.file) {
            $start = [Diagnostics.Process]::GetCurrentProcess().StartTime.ToUniversalTime().Ticks
            Write-SwitchbackFile (Join-Path $SwitchbackHost.Directory "$($message.file).began") "$PID $start"
        }
        $SwitchbackHost.CallText = ConvertTo-SwitchbackText $message.call
        $SwitchbackHost.Shell = $shell
        $SwitchbackHost.File = $message.file
        $SwitchbackHost.Call = $message.call
        Send-SwitchbackLine ('"kind":"began","call":' + $SwitchbackHost.CallText)
        $running = $shell.BeginInvoke($nothing, $output, $settings, $null, $null)
    }
    catch {
        $SwitchbackHost.Call = $null; $SwitchbackHost.File = $null; $SwitchbackHost.CallText = 'null'
        Send-NotStarted $message ('NotPrepared","error":' + (ConvertTo-SwitchbackError $_ $_.Exception))
        return
    }
    finally { [Threading.Monitor]::Exit($SwitchbackHost.Lock) }

    $beganAt = $SwitchbackHost.Clock.ElapsedMilliseconds
    $stoppedAt = $null
    $lookMs = if ($script:remote) { 20 } else { 100 }
    while (-not $running.AsyncWaitHandle.WaitOne($lookMs)) {
        if ($script:remote) { Read-Remote $shell $output }
        Send-SwitchbackProgress
        $now = $SwitchbackHost.Clock.ElapsedMilliseconds
        if ($null -eq $stoppedAt) {
            # Asked for by who listens: it has been passed on.
            if ($SwitchbackHost.Cancelled[$message.call]) { $stoppedAt = $now }
            elseif ($now - $beganAt -gt $message.deadlineMs -or ($SwitchbackHost.Closed -and -not $message.changes)) {
                $stoppedAt = $now
                [void]$shell.BeginStop($null, $null)
            }
        }
        # It does not obey, and nobody is there to end this process.
        elseif ($SwitchbackHost.Closed -and $now - $stoppedAt -ge $SwitchbackHost.StopMs) {
            Send-Ended $message '"state":"stopped","obeyed":false'
            [Environment]::Exit(1)
        }
    }
    if ($script:remote) { Read-Remote $shell $output }
    $state = 'completed'; $how = $null
    try { [void]$shell.EndInvoke($running) }
    catch {
        $exception = $_.Exception
        if ($exception -is [Management.Automation.MethodInvocationException]) { $exception = $exception.InnerException }
        $isStopped = $exception -is [Management.Automation.PipelineStoppedException]
        if ($isStopped -or ($script:remote -and $shell.InvocationStateInfo.State -eq 'Stopped')) { $state = 'stopped' }
        elseif ($leaving[$exception.GetType().Name]) { $state = 'left'; $how = $leaving[$exception.GetType().Name] }
        else {
            $state = 'failed'
            # The record inside has the id; the text of the exception is what the console would show.
            $record = if ($exception -is [Management.Automation.IContainsErrorRecord]) { $exception.ErrorRecord }
            $SwitchbackHost.Error = ConvertTo-SwitchbackError $record $exception
        }
    }
    # Whatever it says, its own word for how the cmdlet ended did not come.
    if ($script:remote -and $script:remote.RunspaceStateInfo.State -ne 'Opened') { $state = 'cutOff' }
    if ($SwitchbackHost.Progress) { Send-SwitchbackProgress -evenNow }
    if ($script:shown) {
        $about = '"kind":"record","call":' + $SwitchbackHost.CallText + ',"stream":"information","text":'
        foreach ($line in $script:shown.ToString() -split '\r?\n') { if ($line) { Send-SwitchbackLine ($about + (ConvertTo-SwitchbackText $line)) } }
    }
    $end = '"state":"' + $state + '","errors":' + $SwitchbackHost.Errors
    if ($how) { $end += ',"how":"' + $how + '"' }
    if ($SwitchbackHost.Asked) { $end += ',"asked":"' + $SwitchbackHost.Asked + '"' }
    if ($SwitchbackHost.Error) { $end += ',"error":' + $SwitchbackHost.Error }
    Send-Ended $message $end
    $shell.Dispose()
    # Nothing could be run in it any more.
    if ($script:worker.RunspaceStateInfo.State -ne 'Opened' -or $state -eq 'cutOff') {
        [Console]::Error.WriteLine('What the cmdlet ran in is closed.')
        [Environment]::Exit(1)
    }
}
