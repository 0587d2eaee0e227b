# What the host says on its channel: texts, values, errors and records as JSON, bounded and in ASCII; and the ends of changes, in files.
# Part of host.ps1, and in its language. The worker's runspace knows these functions too.

function Send-SwitchbackLine([string]$fields) {
    [Threading.Monitor]::Enter($SwitchbackHost.Lock)
    try {
        $SwitchbackHost.Number++
        $SwitchbackHost.Writer.Write('{"n":' + $SwitchbackHost.Number + ',' + $fields + "}`n")
        $SwitchbackHost.Writer.Flush()
    }
    # Nobody hears it any more. What runs is not to notice.
    catch { $SwitchbackHost.Closed = $true }
    finally { [Threading.Monitor]::Exit($SwitchbackHost.Lock) }
}

function ConvertTo-SwitchbackText([string]$text) {
    if ($SwitchbackHost.Plain.IsMatch($text)) { return '"' + $text + '"' }
    $more = $text.Length - $SwitchbackHost.Limits.Text
    if ($more -gt 0) { $text = $text.Substring(0, $SwitchbackHost.Limits.Text) + " (cut: $more more characters)" }
    $line = New-Object Text.StringBuilder
    $next = 0
    foreach ($sign in [regex]::Matches($text, '[^ !#-\[\]-~]')) {
        [void]$line.Append($text, $next, $sign.Index - $next).Append('\u').Append(([int][char]$sign.Value).ToString('x4'))
        $next = $sign.Index + 1
    }
    return '"' + $line.Append($text, $next, $text.Length - $next).ToString() + '"'
}

# A value as JSON, chosen by its type: no culture, no cycle, nothing unbounded. What has its own text in the product is that text.
function Add-SwitchbackValue($line, $value, $depth, $parents, $room) {
    if ($null -eq $value) { [void]$line.Append('null'); return }
    if (--$room.Values -lt 0 -or $line.Length -gt $SwitchbackHost.Limits.Characters) { $room.Cut++; [void]$line.Append('null'); return }
    $base = $value.PSObject.BaseObject
    # The copy of one from another process is a number that knows its name.
    if ($SwitchbackHost.IsRemote -and $value.PSObject.TypeNames -contains 'Deserialized.System.Enum') { $base = $value.ToString() }
    if ($base -is [int]) { [void]$line.Append($base); return }
    if ($base -is [string] -and $SwitchbackHost.Plain.IsMatch($base)) { [void]$line.Append('"').Append($base).Append('"'); return }
    $type = $base.GetType()
    $invariant = [Globalization.CultureInfo]::InvariantCulture
    $text = $null
    if ($base -is [string] -or $base -is [char]) { $text = [string]$base }
    elseif ($base -is [bool] -or $base -is [Management.Automation.SwitchParameter]) {
        [void]$line.Append($(if ($base) { 'true' } else { 'false' })); return
    }
    elseif ($type.IsEnum -or $base -is [guid] -or $base -is [version] -or $base -is [uri] -or $base -is [type]) { $text = $base.ToString() }
    elseif ($base -is [double] -or $base -is [single]) { $text = $base.ToString('R', $invariant) }
    elseif ($type.IsPrimitive -or $base -is [decimal]) { $text = [string]::Format($invariant, '{0}', $base) }
    elseif ($base -is [datetime]) { $text = $base.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", $invariant) }
    elseif ($base -is [DateTimeOffset]) { $text = $base.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", $invariant) }
    elseif ($base -is [timespan]) { $text = $base.ToString('c', $invariant) }
    elseif ($base -is [Security.SecureString] -or $base -is [Management.Automation.PSCredential]) { $text = '(secret)' }
    elseif ($base -is [byte[]]) { $text = [Convert]::ToBase64String($base) }
    elseif ($base -is [xml] -or $base -is [Xml.XmlNode]) { $text = $base.OuterXml }
    elseif ($base -is [scriptblock] -or $type.Name -cmatch '(Fqdn|Version|SipAddress|IPAddress|Identifier)\z') { $text = $base.ToString() }
    elseif ($depth -ge $SwitchbackHost.Limits.Depth) { $room.Deep++; [void]$line.Append('null'); return }
    if ($null -ne $text) {
        # Numbers that JSON has not, or that JavaScript cannot hold, are texts.
        $isNumber = ($type.IsPrimitive -or $base -is [decimal]) -and -not ($base -is [char]) -and $text -cmatch '\A-?[0-9]{1,15}(\.[0-9]+)?\z'
        [void]$line.Append($(if ($isNumber) { $text } else { ConvertTo-SwitchbackText $text }))
        return
    }
    # All custom objects have one and the same inside.
    $itself = if ($base -is [Management.Automation.PSCustomObject]) { $value } else { $base }
    foreach ($parent in $parents) {
        if ([object]::ReferenceEquals($parent, $itself)) { $room.Deep++; [void]$line.Append('null'); return }
    }
    [void]$parents.Add($itself)
    $between = ''
    if ($base -is [Collections.IDictionary]) {
        [void]$line.Append('{')
        foreach ($key in @($base.Keys)) {
            [void]$line.Append($between).Append((ConvertTo-SwitchbackText ([string]$key))).Append(':')
            Add-SwitchbackValue $line $base[$key] ($depth + 1) $parents $room
            $between = ','
            if ($room.Values -lt 0) { break }
        }
        [void]$line.Append('}')
    }
    elseif ($base -is [Collections.IEnumerable]) {
        [void]$line.Append('[')
        foreach ($each in $base) {
            [void]$line.Append($between)
            Add-SwitchbackValue $line $each ($depth + 1) $parents $room
            $between = ','
            if ($room.Values -lt 0) { break }
        }
        [void]$line.Append(']')
    }
    else {
        [void]$line.Append('{')
        foreach ($property in $value.PSObject.Properties) {
            if (-not $property.IsGettable) { continue }
            $inner = $null
            try { $inner = $property.Value } catch { $room.Deep++ }
            [void]$line.Append($between).Append((ConvertTo-SwitchbackText $property.Name)).Append(':')
            Add-SwitchbackValue $line $inner ($depth + 1) $parents $room
            $between = ','
            if ($room.Values -lt 0) { break }
        }
        [void]$line.Append('}')
    }
    $parents.RemoveAt($parents.Count - 1)
}

# Something said no to the account. Asked of an exception, or of a copy of one that came from another process. By the names of types,
# because few computers have all of them.
function Test-SwitchbackDenial($exception) {
    # Operations error, and logon failure: what Active Directory says to a logon without credentials that it may pass on (inferred).
    $denials = -2147016672, -2147023570
    $isOfLink = $false
    for ($next = $exception; $next; $next = $next.InnerException) {
        $type = [string]$next.PSObject.TypeNames[0]
        if ($type -cmatch '(UnauthorizedAccess|Security)Exception\z') { return $true }
        # Of SQL Server: no login for this account.
        if ($type -cmatch '\.SqlException\z' -and 18452, 18456 -contains $next.Number) { return $true }
        if ($type -cmatch '\.(COM|DirectoryServicesCOM|ActiveDirectoryOperation)Exception\z' -and $denials -contains $next.ErrorCode) { return $true }
        # A link that does not trust the other side's certificate says the same.
        if ($type -cmatch '\.(Web|HttpRequest|Sql)Exception\z') { $isOfLink = $true }
        if (-not $isOfLink -and $type -cmatch '\.(Authentication|InvalidCredential)Exception\z') { return $true }
        if ($next -is [Management.Automation.RemoteException] -and (Test-SwitchbackDenial $next.SerializedRemoteException)) { return $true }
    }
    return $false
}

# The record of an error, and the exception that brought it where that says more than the one inside the record.
function ConvertTo-SwitchbackError($record, $exception) {
    $inner = @()
    $denied = $record -and $record.CategoryInfo.Category.ToString() -cmatch '\A(PermissionDenied|SecurityError|AuthenticationError)\z'
    if (Test-SwitchbackDenial $exception) { $denied = $true }
    for ($next = $exception; $next; $next = $next.InnerException) {
        if ($next -ne $exception -and $inner.Count -lt 5) { $inner += ConvertTo-SwitchbackText $next.Message }
        # A question that nobody can answer: which one says where it was thrown, for the text is localised.
        $isQuestion = $next -is [Management.Automation.Host.HostException] -or $next -is [Management.Automation.PSInvalidOperationException]
        if ($isQuestion -and "$($next.StackTrace)" -cmatch 'HostUserInterface\.(Prompt|Read)(\w*)') {
            $SwitchbackHost.Asked = $Matches[1] + $Matches[2]
        }
    }
    # What came from another process has what lies behind it in its copy only.
    if ($exception -is [Management.Automation.RemoteException]) {
        $copies = $exception.SerializedRemoteException
        while ($copies -and $inner.Count -lt 5) { $inner += ConvertTo-SwitchbackText $copies.Message; $copies = $copies.InnerException }
    }
    $id = ''; $category = ''; $target = ''
    $type = $exception.GetType().FullName
    if ($record) {
        $id = $record.FullyQualifiedErrorId
        $category = $record.CategoryInfo.Category.ToString()
        try { $target = [string]$record.TargetObject } catch { }
    }
    return '{"message":' + (ConvertTo-SwitchbackText $exception.Message) + ',"id":' + (ConvertTo-SwitchbackText $id) +
        ',"category":"' + $category + '","target":' + (ConvertTo-SwitchbackText $target) +
        ',"type":' + (ConvertTo-SwitchbackText $type) + $(if ($denied) { ',"denied":true' }) + ',"inner":[' + ($inner -join ',') + ']}'
}

# At most every 100 ms, and the last one always; before anything that came after it.
function Send-SwitchbackProgress([switch]$evenNow) {
    [Threading.Monitor]::Enter($SwitchbackHost.Lock)
    try {
        $now = $SwitchbackHost.Clock.ElapsedMilliseconds
        if ($SwitchbackHost.Progress -and ($evenNow -or $now - $SwitchbackHost.ProgressAt -ge 100)) {
            $line = $SwitchbackHost.Progress
            $SwitchbackHost.Progress = $null
            $SwitchbackHost.ProgressAt = $now
            Send-SwitchbackLine $line
        }
    }
    finally { [Threading.Monitor]::Exit($SwitchbackHost.Lock) }
}

# In the worker's thread, while the cmdlet waits: so the order is that in which things were said, and a flood slows down who floods.
function Send-SwitchbackRecord([string]$stream, $record) {
    # An error in here would become one of the cmdlet's.
    $ErrorActionPreference = 'Stop'
    $about = '"kind":"record","call":' + $SwitchbackHost.CallText + ',"stream":"' + $stream + '"'
    try { Send-SwitchbackKnown $stream $record $about }
    catch { Send-SwitchbackLine ($about + ',"lost":' + (ConvertTo-SwitchbackText $_.Exception.Message)) }
}

function Send-SwitchbackKnown([string]$stream, $record, [string]$about) {
    if ($stream -eq 'progress') {
        $SwitchbackHost.Progress = $about + ',"activity":' + (ConvertTo-SwitchbackText $record.Activity) +
            ',"status":' + (ConvertTo-SwitchbackText $record.StatusDescription) + ',"percent":' + $record.PercentComplete +
            ',"isOver":' + $(if ($record.RecordType -eq 'Completed') { 'true' } else { 'false' })
        Send-SwitchbackProgress
        return
    }
    if ($SwitchbackHost.Progress) { Send-SwitchbackProgress -evenNow }
    if ($stream -eq 'output') {
        $line = [Text.StringBuilder]''
        $room = @{Values = $SwitchbackHost.Limits.Values; Cut = 0; Deep = 0}
        Add-SwitchbackValue $line $record 0 ([Collections.ArrayList]@()) $room
        Send-SwitchbackLine ($about + ',"cut":' + $room.Cut + ',"deep":' + $room.Deep + ',"value":' + $line.ToString())
    }
    elseif ($stream -eq 'error') {
        $text = ConvertTo-SwitchbackError $record $record.Exception
        $SwitchbackHost.Errors++
        if (-not $SwitchbackHost.Error) { $SwitchbackHost.Error = $text }
        Send-SwitchbackLine ($about + ',"error":' + $text)
    }
    elseif ($stream -eq 'information') { Send-SwitchbackLine ($about + ',"text":' + (ConvertTo-SwitchbackText ([string]$record.MessageData))) }
    else { Send-SwitchbackLine ($about + ',"text":' + (ConvertTo-SwitchbackText $record.Message)) }
}

# ---- The ends of changes, kept on this computer -------------------------------------------------------------------------------------

# On Windows it is in the folder of the account, and the access lists of that one hold for it.
function Set-SwitchbackMode([string]$mode, [string]$path) {
    if (-not $SwitchbackHost.OnUnix) { return }
    & '/bin/chmod' $mode $path
    if ($LASTEXITCODE -ne 0) { throw "'$path' cannot be kept from others." }
}

function Write-SwitchbackFile([string]$path, [string]$text) {
    $making = $path + '.' + $PID
    $file = New-Object IO.FileStream($making, 'Create', 'Write', 'None')
    try {
        Set-SwitchbackMode 600 $making
        $bytes = [Text.Encoding]::ASCII.GetBytes($text)
        $file.Write($bytes, 0, $bytes.Length)
        $file.Flush($true)
    }
    finally { $file.Dispose() }
    # Never over one that is there.
    [IO.File]::Move($making, $path)
}

function Get-SwitchbackFate([string]$name) {
    $path = Join-Path $SwitchbackHost.Directory $name
    if ([IO.File]::Exists("$path.ended")) { return '"fate":"ended","end":' + (ConvertTo-SwitchbackText ([IO.File]::ReadAllText("$path.ended"))) }
    if ([IO.File]::Exists("$path.began")) {
        $pidThen, $startThen = [IO.File]::ReadAllText("$path.began") -split ' '
        if ($pidThen -eq $PID) { return '"fate":"' + $(if ($SwitchbackHost.File -eq $name) { 'running' } else { 'gone' }) + '"' }
        $process = Get-Process -Id $pidThen -ErrorAction SilentlyContinue
        # Another process may have its number by now.
        if ($process -and [Math]::Abs($process.StartTime.ToUniversalTime().Ticks - [long]$startThen) -lt 20000000) { return '"fate":"running"' }
    }
    return '"fate":"gone"'
}

# ---- Ends ---------------------------------------------------------------------------------------------------------------------------

function Send-Ended($message, [string]$end) {
    $end = '"call":' + $SwitchbackHost.CallText + ',' + $end
    # On disk before anybody hears of it: the channel may close at any moment.
    if ($message.file) {
        try { Write-SwitchbackFile (Join-Path $SwitchbackHost.Directory "$($message.file).ended") ('{' + $end + '}') }
        catch { $end += ',"notKept":' + (ConvertTo-SwitchbackText $_.Exception.Message) }
    }
    $SwitchbackHost.Call = $null
    $SwitchbackHost.File = $null
    $SwitchbackHost.CallText = 'null'
    Send-SwitchbackLine ('"kind":"ended",' + $end)
}

function Send-NotStarted($message, [string]$why) {
    Send-SwitchbackLine ('"kind":"ended","call":' + (ConvertTo-SwitchbackText $message.call) + ',"state":"notStarted","why":"' + $why)
}
