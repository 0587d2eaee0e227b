# Stands between the standard streams that SSH gives, which every program started here would have too, and a host that has none of them.
# It is told a token and the text of the host, starts it, and passes on what is said. It ends when the host has ended, whoever left before.
$in = [Console]::OpenStandardInput()
$out = [Console]::OpenStandardOutput()
$err = [Console]::OpenStandardError()
function Read-Exactly([int]$count) {
    $bytes = New-Object byte[] $count
    for ($have = 0; $have -lt $count; $have += $more) {
        $more = $in.Read($bytes, $have, $count - $have)
        if ($more -eq 0) { exit 0 }
    }
    [Text.Encoding]::ASCII.GetString($bytes)
}
$token = Read-Exactly 64
$script = Read-Exactly (Read-Exactly 8)
$name = 'switchback-' + [guid]::NewGuid()
$pipe = New-Object IO.Pipes.NamedPipeServerStream($name, 'InOut', 1, 'Byte', 'Asynchronous')
$load = [Text.Encoding]::Unicode.GetBytes('& ([scriptblock]::Create([Console]::In.ReadToEnd()))')
$start = New-Object Diagnostics.ProcessStartInfo
$start.FileName = [Diagnostics.Process]::GetCurrentProcess().MainModule.FileName
$start.Arguments = '-NoLogo -NoProfile -NonInteractive -InputFormat None -EncodedCommand ' + [Convert]::ToBase64String($load)
$start.UseShellExecute = $false
$start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
$start.EnvironmentVariables['SWITCHBACK_CHANNEL'] = $name
$start.EnvironmentVariables['SWITCHBACK_TOKEN'] = $token
$child = [Diagnostics.Process]::Start($start)
$child.StandardInput.Write($script)
$child.StandardInput.Close()
$said = $child.StandardOutput.BaseStream, $child.StandardError.BaseStream
foreach ($stream in $said) { [void]$stream.CopyToAsync($err) }
$connecting = $pipe.BeginWaitForConnection($null, $null)
while (-not $connecting.AsyncWaitHandle.WaitOne(200)) { if ($child.HasExited) { exit $child.ExitCode } }
$pipe.EndWaitForConnection($connecting)
[void][Threading.Tasks.Task]::WaitAny([Threading.Tasks.Task[]]@($in.CopyToAsync($pipe), $pipe.CopyToAsync($out)))
$pipe.Dispose()
# Whoever listened may be gone: a host that goes on with a change must have somewhere to write.
foreach ($stream in $said) { [void]$stream.CopyToAsync([IO.Stream]::Null) }
$child.WaitForExit()
exit $child.ExitCode
