# Types lines as an administrator would, who has nobody to ask for a password, and says what each of them put out.
param([string]$Module, [string]$Texts)
Import-Module $Module
function Read-Host { param([switch]$AsSecureString, [string]$Prompt) $Prompt }
function Get-Credential { param([string]$UserName) $UserName }
foreach ($text in ([IO.File]::ReadAllText($Texts) | ConvertFrom-Json)) {
    $said = try { @(& ([scriptblock]::Create($text))) } catch { "failed: $_" }
    [Console]::WriteLine("$($said -join ' ')")
}
[Console]::WriteLine("canary $(Get-CsCanary)")
