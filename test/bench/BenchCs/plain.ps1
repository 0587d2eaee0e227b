# A PowerShell as it comes, kept warm: it runs what it is told by a line and says when it is done.
Import-Module (Join-Path $PSScriptRoot 'BenchCs.psm1') -DisableNameChecking
[Console]::WriteLine('done')
while ($true) {
    $line = [Console]::In.ReadLine()
    if ($null -eq $line) { break }
    $what, $value = $line -split ' '
    if ($what -eq 'call') {
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $null = BenchCs\Get-CsEcho -Value $value
        [Console]::WriteLine('done ' + $clock.Elapsed.Ticks)
    }
    else {
        BenchCs\Get-CsLines -Count $value -Verbose
        [Console]::WriteLine('done')
    }
}
