# Takes a call of this module to the simulator of the session that started this PowerShell, and does what the simulator tells it to do.
# There is no other way out of this module. Where the simulator listens, and the token that it wants to hear first, come by environment:
# only what that session starts has them.

function Invoke-SimulatedCall {
    param($Cmdlet, $Bound)
    $failure = $null
    $pipe = $null
    try {
        $pipe = Connect-Simulator
        $reader = New-Object System.IO.StreamReader $pipe, (New-Object System.Text.UTF8Encoding $false)
        Send-Line $pipe $env:SWITCHBACK_SIMULATOR_TOKEN
        Send-Line $pipe (ConvertTo-Request $Cmdlet $Bound)
        while ($true) {
            $line = Read-Line $reader
            if ($line -eq $null) {
                $failure = New-Failure 'SimulatorWentAway' 'The simulator closed the connection before the call had ended.'
                break
            }
            $message = ConvertFrom-Json $line
            if ($message.kind -eq 'end') { break }
            if ($message.kind -eq 'failed') {
                $failure = New-Failure (Get-Text $message.errorId) (Get-Text $message.text) $message.denied
                break
            }
            Write-Message $Cmdlet $message
        }
    }
    catch [System.TimeoutException], [System.IO.IOException], [System.AggregateException], [System.UnauthorizedAccessException] {
        $failure = New-Failure 'SimulatorNotReached' ('The simulator of this session is not reached: ' + $_.Exception.Message)
    }
    finally {
        if ($pipe -ne $null) { $pipe.Dispose() }
    }
    if ($failure -ne $null) { $Cmdlet.ThrowTerminatingError($failure) }
}

# What -Confirm:$false says is not asked. A preview is the simulator's to tell.
function Test-Wanted {
    param($Cmdlet, $Bound)
    if ($Bound['WhatIf'] -or ($Bound.ContainsKey('Confirm') -and -not $Bound['Confirm'])) { return $true }
    $target = @('Identity', 'PoolFqdn', 'TargetFqdn', 'ComputerName' | Where-Object { $Bound.ContainsKey($_) } | ForEach-Object { $Bound[$_] })[0]
    $Cmdlet.ShouldProcess([string]$target)
}

function Connect-Simulator {
    if (-not $env:SWITCHBACK_SIMULATOR) {
        throw (New-Object System.IO.IOException 'no rehearsal started this PowerShell.')
    }
    $pipe = New-Object System.IO.Pipes.NamedPipeClientStream '.', $env:SWITCHBACK_SIMULATOR, 'InOut', 'Asynchronous'
    $pipe.Connect(5000)
    $pipe
}

function Send-Line {
    param($Pipe, $Line)
    $bytes = [System.Text.Encoding]::ASCII.GetBytes($Line + "`n")
    $Pipe.Write($bytes, 0, $bytes.Length)
    $Pipe.Flush()
}

# A cmdlet that is asked to stop is heard between two waits, not within one.
function Read-Line {
    param($Reader)
    $reading = $Reader.ReadLineAsync()
    while (-not $reading.Wait(50)) { }
    $reading.Result
}

# The code units as they are: no encoding of texts lets half a surrogate pair through.
function ConvertTo-Request {
    param($Cmdlet, $Bound)
    $parameters = New-Object System.Collections.Specialized.OrderedDictionary
    foreach ($name in $Bound.Keys) { $parameters[$name] = ConvertTo-Sent $Bound[$name] }
    $request = New-Object System.Collections.Specialized.OrderedDictionary
    $request['cmdlet'] = $Cmdlet.MyInvocation.MyCommand.Name
    $request['parameters'] = $parameters
    $json = ConvertTo-Json -InputObject $request -Depth 6 -Compress
    $bytes = New-Object byte[] ($json.Length * 2)
    [System.Buffer]::BlockCopy($json.ToCharArray(), 0, $bytes, 0, $bytes.Length)
    [System.Convert]::ToBase64String($bytes)
}

function ConvertTo-Sent {
    param($Value)
    if ($Value -eq $null) { return $null }
    if ($Value -is [System.Management.Automation.SwitchParameter]) { return $Value.IsPresent }
    if ($Value -is [System.Management.Automation.PSCredential]) { return @{ secret = $Value.UserName } }
    if ($Value -is [System.TimeSpan]) { return @{ timeSpan = $Value.ToString('c') } }
    if ($Value -is [System.Collections.IList]) {
        $list = New-Object System.Collections.ArrayList
        foreach ($item in $Value) { [void]$list.Add((ConvertTo-Sent $item)) }
        return , $list.ToArray()
    }
    if ($Value -is [bool] -or ($Value -is [System.ValueType] -and $Value -is [System.IFormattable] -and $Value -isnot [System.Enum] -and $Value -isnot [System.Guid])) { return $Value }
    $Value.ToString()
}

# Every text that the simulator sends begins with a sign of its own, so that none is taken for a date.
function Get-Text {
    param($Sent)
    $Sent.Substring(1)
}

# Most of what an object holds is texts: a function for each of them would take most of the time.
function ConvertFrom-Sent {
    param($Sent)
    if ($Sent -is [string]) { return $Sent.Substring(1) }
    if ($Sent -is [System.Array]) {
        $list = New-Object System.Collections.ArrayList
        foreach ($item in $Sent) {
            if ($item -is [string]) { [void]$list.Add($item.Substring(1)) } else { [void]$list.Add((ConvertFrom-Sent $item)) }
        }
        return , $list.ToArray()
    }
    if ($Sent -is [System.Management.Automation.PSCustomObject]) {
        $properties = New-Object System.Collections.Specialized.OrderedDictionary
        foreach ($property in $Sent.PSObject.Properties) {
            $value = $property.Value
            if ($value -is [string]) { $properties[$property.Name] = $value.Substring(1) } else { $properties[$property.Name] = ConvertFrom-Sent $value }
        }
        return [pscustomobject]$properties
    }
    $Sent
}

function Write-Message {
    param($Cmdlet, $Message)
    switch ($Message.kind) {
        'output' { $Cmdlet.WriteObject((ConvertFrom-Sent $Message.value), $false) }
        'verbose' { $Cmdlet.WriteVerbose((Get-Text $Message.text)) }
        'warning' { $Cmdlet.WriteWarning((Get-Text $Message.text)) }
        'error' { $Cmdlet.WriteError((New-Failure (Get-Text $Message.errorId) (Get-Text $Message.text))) }
        'progress' { Write-ProgressMessage $Cmdlet (Get-Text $Message.text) $Message.percent }
        'information' { Write-InformationMessage $Cmdlet (Get-Text $Message.text) }
        'whatIf' { [void]$Cmdlet.ShouldProcess((Get-Text $Message.text), '', '') }
    }
}

function Write-ProgressMessage {
    param($Cmdlet, $Text, $Percent)
    $record = New-Object System.Management.Automation.ProgressRecord 1, $Text, ' '
    if ($Percent -ne $null) { $record.PercentComplete = $Percent }
    $Cmdlet.WriteProgress($record)
}

# The stream came with PowerShell 5; before, such words went to the host.
function Write-InformationMessage {
    param($Cmdlet, $Text)
    if ($Cmdlet.PSObject.Methods['WriteInformation']) { $Cmdlet.WriteInformation($Text, @()) }
    else { $Cmdlet.Host.UI.WriteLine($Text) }
}

function New-Failure {
    param($ErrorId, $Text, $IsDenied)
    $exception = if ($IsDenied) { New-Object System.UnauthorizedAccessException $Text } else { New-Object System.InvalidOperationException $Text }
    New-Object System.Management.Automation.ErrorRecord $exception, $ErrorId, $(if ($IsDenied) { 'PermissionDenied' } else { 'NotSpecified' }), $null
}
