# Asks the binder of this PowerShell: one call as JSON a line in, what became of it as JSON a line out. The module is loaded by path, and
# where modules are looked for is nothing. What binds goes no further, because nobody started a simulator for it.
param($Manifest)
$env:PSModulePath = ''
$ErrorActionPreference = 'Stop'
# What a host prints about its prompts is no answer.
$answers = New-Object System.IO.StreamWriter ([Console]::OpenStandardOutput()), (New-Object System.Text.UTF8Encoding $false)
[Console]::SetOut([Console]::Error)
$module = Import-Module $Manifest -PassThru

function ConvertTo-Argument {
    param($Value)
    if ($Value -is [System.Array]) {
        $list = New-Object System.Collections.ArrayList
        foreach ($item in $Value) { [void]$list.Add((ConvertTo-Argument $item)) }
        return , $list.ToArray()
    }
    if ($Value -is [System.Management.Automation.PSCustomObject]) {
        if ($Value.timeSpan -ne $null) { return [System.TimeSpan]::Parse($Value.timeSpan) }
        return New-Object System.Management.Automation.PSCredential $Value.secret, (New-Object System.Security.SecureString)
    }
    if ($Value -is [long] -and $Value -ge [int]::MinValue -and $Value -le [int]::MaxValue) { return [int]$Value }
    $Value
}

function Get-Answer {
    param($Call)
    $shell = [System.Management.Automation.PowerShell]::Create('CurrentRunspace')
    try {
        [void]$shell.AddCommand($module.Name + '\' + $Call.name)
        foreach ($pair in $Call.parameters) { [void]$shell.AddParameter($pair[0], (ConvertTo-Argument $pair[1])) }
        [void]$shell.Invoke()
        if ($shell.Streams.Error.Count -gt 0) { return $shell.Streams.Error[0] }
        return $null
    }
    catch {
        $exception = $_.Exception
        while ($exception.InnerException -ne $null -and $exception -isnot [System.Management.Automation.RuntimeException]) { $exception = $exception.InnerException }
        if ($exception -is [System.Management.Automation.MethodInvocationException]) { $exception = $exception.InnerException }
        # The record within has lost its exception, and with it the text.
        return New-Object System.Management.Automation.PSObject -Property @{ FullyQualifiedErrorId = $exception.ErrorRecord.FullyQualifiedErrorId; Exception = $exception }
    }
    finally { $shell.Dispose() }
}

$answers.WriteLine((ConvertTo-Json -InputObject @{ powershell = $PSVersionTable.PSVersion.ToString(); edition = [string]$PSVersionTable.PSEdition } -Compress))
while ($null -ne ($line = [Console]::In.ReadLine())) {
    $answer = Get-Answer (ConvertFrom-Json $line)
    $said = New-Object System.Collections.Specialized.OrderedDictionary
    if ($answer -ne $null) {
        $said['errorId'] = $answer.FullyQualifiedErrorId
        $said['message'] = $answer.Exception.Message
    }
    $answers.WriteLine((ConvertTo-Json -InputObject $said -Compress))
}
$answers.Flush()
