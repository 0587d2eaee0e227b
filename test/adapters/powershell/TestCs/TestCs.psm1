# Cmdlets that behave, and misbehave, as those of the product may. Their names are of the product's form; none is the product's.
Set-StrictMode -Version 2

function Get-CsEcho { [CmdletBinding()] param([Parameter(Mandatory = $true)][AllowEmptyString()][string]$Value) $Value }

# What arrived, to the bit: a text that was changed on its way has another sum.
function Get-CsSum {
    [CmdletBinding()] param([string]$Text, [string[]]$Texts, [object]$Any, [hashtable]$Table, [int]$Number, [timespan]$Span, [switch]$Flag, [version]$Version)
    $all = if ($PSBoundParameters.ContainsKey('Texts')) { $Texts } elseif ($PSBoundParameters.ContainsKey('Any')) { , [string]$Any } else { , $Text }
    $sums = foreach ($each in $all) {
        $sha = [Security.Cryptography.SHA256]::Create()
        $bytes = New-Object byte[] ($each.Length * 2)
        [Buffer]::BlockCopy($each.ToCharArray(), 0, $bytes, 0, $bytes.Length)
        [BitConverter]::ToString($sha.ComputeHash($bytes)).Replace('-', '').ToLowerInvariant()
    }
    $sums -join ','
}

# What came, by its sum; and the thing itself, which must not be readable on its way back.
function Get-CsSecret {
    [CmdletBinding()] param([Security.SecureString]$Secret, [Management.Automation.PSCredential]$Credential)
    if ($Credential) { $Secret = $Credential.Password; $Credential.UserName; $Credential } else { $Secret }
    $text = (New-Object Management.Automation.PSCredential 'x', $Secret).GetNetworkCredential().Password
    Get-CsSum -Text $text
}

# Nothing that is sent as a value may ever run this one.
$script:sang = 0
function Invoke-CsCanary { $script:sang++; [Environment]::SetEnvironmentVariable('SWITCHBACK_CANARY', 'sang') }
function Get-CsCanary { [CmdletBinding()] param() "$script:sang$env:SWITCHBACK_CANARY" }

function Get-CsBound { [CmdletBinding()] param([timespan]$Span, [int]$Number, [string[]]$List, [switch]$Flag, $Nothing) "$Span|$Number|$($List -join '+')|$($List.Count)|$Flag|$($null -eq $Nothing)" }
function Get-CsKind { [CmdletBinding()] param([ValidateSet('One', 'Two')][string]$Kind, [int]$Number) $Kind }

function Get-CsSets {
    [CmdletBinding(DefaultParameterSetName = 'ByName')] param(
        [Parameter(ParameterSetName = 'ByName', Mandatory = $true, Position = 0)][Alias('Name')][string]$Identity,
        [Parameter(ParameterSetName = 'ById', Position = 0)][int]$Id, [Parameter(ParameterSetName = 'ById', Mandatory = $true)][switch]$Exactly,
        [Parameter(ParameterSetName = 'ById', Mandatory = $true)][timespan]$Span, [DayOfWeek]$Day, [ValidateSet('One', 'Two')][string[]]$Kinds, [switch]$All
    )
}

function Get-CsStreams {
    [CmdletBinding()] param()
    Write-Verbose 'one'; Write-Warning 'two'; 'three'; Write-Verbose 'four'; Write-Host 'five'
    Write-Progress -Activity 'Moving' -Status 'six' -PercentComplete 10
    Write-Verbose 'seven'; Write-Error -Message 'eight' -ErrorId 'Eighth'; Write-Verbose 'nine'
}
function Get-CsProgress {
    [CmdletBinding()] param([int]$Count = 200)
    foreach ($each in 1..$Count) { Write-Progress -Activity 'Moving users' -Status "$each of $Count" -PercentComplete (100 * $each / $Count) }
    Start-Sleep -Milliseconds 300
    'over'
}
function Get-CsLines { [CmdletBinding()] param([int]$Count = 5000) foreach ($each in 1..$Count) { Write-Verbose "line $each" } }
function Get-CsStray { [CmdletBinding()] param() [Console]::WriteLine('{"n":1,"kind":"ended"}'); [Console]::Error.WriteLine('stray error'); 'kept' }
function Get-CsInput { [CmdletBinding()] param([string]$Program) $start = New-Object Diagnostics.ProcessStartInfo $Program; $start.UseShellExecute = $false
    $child = [Diagnostics.Process]::Start($start); $child.WaitForExit(); 'the child ended' }

function Get-CsRefused { [CmdletBinding()] param() $PSCmdlet.ThrowTerminatingError((New-Object Management.Automation.ErrorRecord (New-Object InvalidOperationException 'Not now.', (New-Object Exception 'inside')), 'NotNow', 'ResourceBusy', 'pool1')) }
function Get-CsBehind {
    [CmdletBinding()] param()
    $behind = New-Object Exception 'The store of pool7 does not answer.', (New-Object Exception 'A connection was refused.')
    Write-Error -Exception (New-Object InvalidOperationException 'The operation failed', $behind) -ErrorId 'Failed' -Category ResourceUnavailable -TargetObject 'fe71'
}
# Types that are on Windows only are told by their names.
function Get-CsDenied {
    [CmdletBinding()] param([string]$By)
    $com = New-Object Runtime.InteropServices.COMException 'It failed.', $(if ($By -eq 'OtherCOM') { -2147016646 } else { -2147016672 })
    if ($By -cmatch '\ASystem\.Directory') { $com.PSObject.TypeNames.Insert(0, $By) }
    $unlike = New-Object Security.Authentication.AuthenticationException 'It failed.'
    $behind = switch -Regex ($By) {
        '\A\z' { New-Object UnauthorizedAccessException 'Access is denied.' }
        'Certificate' { New-Object Net.WebException 'It failed.', $unlike }
        'Authentication' { $unlike }
        default { $com }
    }
    throw (New-Object InvalidOperationException 'No.', $behind)
}
function Get-CsThrown { [CmdletBinding()] param() throw 'boom' }
function Get-CsCaught { [CmdletBinding()] param() try { throw 'quiet' } catch { } 'fine' }
function Get-CsPartly { [CmdletBinding()] param() 'a'; Write-Error -Message 'half of it failed' -ErrorId 'Half'; 'b' }
function Set-CsPartly { [CmdletBinding()] param() Write-Error -Message 'half of it failed' -ErrorId 'Half' }
function Get-CsAsking { [CmdletBinding()] param() $name = Read-Host 'Which pool?'; "took $name" }
function Set-CsAsking { [CmdletBinding()] param() $name = Read-Host 'Which pool?'; "took $name" }
function Get-CsCredential { [CmdletBinding()] param() $who = Get-Credential; 'took somebody' }
function Set-CsGuarded { [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')] param([string]$Identity) if ($PSCmdlet.ShouldProcess($Identity, 'Move')) { 'moved' } }

function Get-CsShapes {
    [CmdletBinding()] param()
    $inner = [pscustomobject]@{Name = 'inner'; Deeper = [pscustomobject]@{Name = 'deeper'}}
    $cycle = [pscustomobject]@{Name = 'cycle'; Inner = $inner}
    $cycle | Add-Member -MemberType NoteProperty -Name Itself -Value $cycle
    $cycle | Add-Member -MemberType ScriptProperty -Name Broken -Value { throw 'no' }
    $cycle | Add-Member -MemberType ScriptProperty -Name Made -Value { 6 * 7 }
    $cycle
    [pscustomobject]@{
        Version = [version]'6.0.9319.0'; Span = [timespan]'1.02:03:04'; Date = New-Object datetime 2026, 11, 21, 3, 4, 5, ([DateTimeKind]::Utc); Half = 0.5
        Million = 1234567; Large = [long]::MaxValue; Money = [decimal]1.10; None = [double]::NaN; Day = [DayOfWeek]::Monday; One = @(1); Empty = @()
        Table = @{a = 1}; Guid = [guid]'00000000-0000-0000-0000-000000000001'; Yes = $true; Nothing = $null; Signs = [string][char]0x2018 + [char]0 + [char]0xD800 + '"\'
    }
}
function Get-CsLarge { [CmdletBinding()] param() [pscustomobject]@{List = 1..30000} }
function Get-CsLong { [CmdletBinding()] param() 'x' * 200000 }
function Get-CsEndless { [CmdletBinding()] param() $deep = $null; foreach ($each in 1..200) { $deep = [pscustomobject]@{In = $deep} }; $deep }

function Get-CsSleep { [CmdletBinding()] param([int]$Seconds = 600) Write-Verbose 'sleeping'; Start-Sleep -Seconds $Seconds; 'slept' }
function Get-CsLoop { [CmdletBinding()] param() Write-Verbose 'looping'; while ($true) { } }
function Get-CsDeaf { [CmdletBinding()] param([int]$Seconds = 600) Write-Verbose 'deaf'; [Threading.Thread]::Sleep($Seconds * 1000) }
function Set-CsSlowly { [CmdletBinding()] param([string]$Mark, [string]$Go) Write-Verbose 'began'; while (-not [IO.File]::Exists($Go)) { Start-Sleep -Milliseconds 20 }; [IO.File]::AppendAllText($Mark, 'done'); 'moved' }
function Set-CsDeaf { [CmdletBinding()] param([int]$Seconds = 600) Write-Verbose 'deaf'; [Threading.Thread]::Sleep($Seconds * 1000) }
function Set-CsAtOnce { [CmdletBinding()] param([string]$Mark) if ($Mark) { [IO.File]::AppendAllText($Mark, 'x') } }
function Get-CsCrash { [CmdletBinding()] param() Write-Verbose 'about to die'; [Environment]::FailFast('it had enough') }
function Set-CsCrash { [CmdletBinding()] param() Write-Verbose 'about to die'; [Diagnostics.Process]::GetCurrentProcess().Kill() }
function Get-CsLeft { [CmdletBinding()] param([string]$Word) Write-Verbose 'leaving'; if ($Word -eq 'exit') { exit 3 }; if ($Word -eq 'break') { break }; continue }
function Set-CsLeft { [CmdletBinding()] param([string]$Mark) try { exit 0 } finally { if ($Mark) { [IO.File]::AppendAllText($Mark, 'left') } } }
function Set-CsClosed { [CmdletBinding()] param() Write-Verbose 'closing'; [runspace]::DefaultRunspace.CloseAsync(); Start-Sleep -Seconds 600 }
function Set-CsGone { [CmdletBinding()] param([int]$Code) Write-Verbose 'going'; [Environment]::Exit($Code) }
function Get-CsNumbers { [CmdletBinding()] param() [pscustomobject]@{Said = '{0:n1}' -f 1234.5; Half = 1234.5; Date = New-Object datetime 2026, 11, 21, 3, 4, 5, ([DateTimeKind]::Utc)} }
function Get-CsPlaces { [CmdletBinding()] param() $env:PSModulePath }
function Get-CsPreference { [CmdletBinding()] param() "$env:SWITCHBACK_TOKEN$env:SWITCHBACK_CHANNEL|$PSModuleAutoLoadingPreference" }

Export-ModuleMember -Function *-Cs*
