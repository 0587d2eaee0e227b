# A parameter of each type that one of the product's has, or that stands for it, and what arrived in it. None of its names is the product's.
Set-StrictMode -Version 2

# Two values have the same sum only when they are the same, to the bit.
function Measure-CsText([string]$Text) {
    $sha = [Security.Cryptography.SHA256]::Create()
    [BitConverter]::ToString($sha.ComputeHash([Text.Encoding]::Unicode.GetBytes($Text))).Replace('-', '').ToLowerInvariant()
}

function Get-CsTyped {
    [CmdletBinding()] param([string]$Text, [psobject]$Any, [bool]$Boolean, [switch]$Flag, [int]$Number, [uint16]$Port, [timespan]$Span, [guid]$Guid,
        [version]$Version, [hashtable]$Table, [DayOfWeek]$Member, [byte[]]$Bytes, [Security.SecureString]$Secret, [Management.Automation.PSCredential]$Credential,
        [Security.Cryptography.X509Certificates.X509Certificate2]$Certificate, [Net.Mail.MailAddress]$Made)
    foreach ($value in $PSBoundParameters.Values) { Measure-CsText "$value" }
}

function Get-CsSecrets {
    [CmdletBinding()] param([Security.SecureString[]]$Secrets = @(), [Management.Automation.PSCredential[]]$Credentials = @())
    $sums = @($Credentials | ForEach-Object { Measure-CsText $_.UserName }) + @($Secrets + @($Credentials | ForEach-Object { $_.Password }) | ForEach-Object {
        $memory = [Runtime.InteropServices.Marshal]::SecureStringToBSTR($_)
        Measure-CsText ([Runtime.InteropServices.Marshal]::PtrToStringBSTR($memory))
        [Runtime.InteropServices.Marshal]::ZeroFreeBSTR($memory)
    })
    $sums -join ','
}

# What arrived of lines that were typed: run as an administrator runs them, in a scope with nothing else.
function Get-CsTold { [CmdletBinding()] param([object]$Identity, [object[]]$List = @()) Measure-CsText (@(@($Identity) + $List | ForEach-Object { "$($_.GetType().Name) $_" }) -join "`0") }

$script:sang = 0
function Invoke-CsCanary { $script:sang++; [Environment]::SetEnvironmentVariable('SWITCHBACK_CANARY', 'sang') }
function Get-CsCanary { [CmdletBinding()] param() "$script:sang$env:SWITCHBACK_CANARY" }
