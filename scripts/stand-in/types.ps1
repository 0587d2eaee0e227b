# Types of the product that do not exist outside of a farm, as far as these cmdlets take them. They refuse what they cannot become, so
# that a wrong value fails in the binder, as it does on a farm. Nothing is compiled for it: a compiler takes its time, and may be missing.

function Initialize-Types {
    param($Enumerations)
    $name = New-Object System.Reflection.AssemblyName 'SwitchbackStandIn'
    $assembly = [System.Reflection.Emit.AssemblyBuilder]::DefineDynamicAssembly($name, [System.Reflection.Emit.AssemblyBuilderAccess]::Run)
    $types = $assembly.DefineDynamicModule('SwitchbackStandIn')
    Add-FqdnType $types 'Microsoft.Rtc.Management.Deploy.Fqdn' '\A[\p{L}\p{N}_]([\p{L}\p{N}._-]*[\p{L}\p{N}_])?\z'
    foreach ($enumeration in $Enumerations.GetEnumerator()) {
        $enum = $types.DefineEnum($enumeration.Key, 'Public', [int])
        $value = 0
        foreach ($member in $enumeration.Value) {
            [void]$enum.DefineLiteral($member, $value)
            $value++
        }
        [void]$enum.CreateType()
    }
}

# class Fqdn { readonly string name; Fqdn(string name) { if (!Regex.IsMatch(name, pattern)) throw new ArgumentException(...); this.name = name; }
# override string ToString() { return name; } }
function Add-FqdnType {
    param($Types, $Name, $Pattern)
    $codes = [System.Reflection.Emit.OpCodes]
    $string = [System.Type[]]@([string])
    $class = $Types.DefineType($Name, 'Public, Sealed')
    $field = $class.DefineField('name', [string], 'Private, InitOnly')
    $code = $class.DefineConstructor('Public', 'Standard', $string).GetILGenerator()
    $isName = $code.DefineLabel()
    $code.Emit($codes::Ldarg_0)
    $code.Emit($codes::Call, [object].GetConstructor([System.Type]::EmptyTypes))
    $code.Emit($codes::Ldarg_1)
    $code.Emit($codes::Ldstr, $Pattern)
    $code.Emit($codes::Call, [regex].GetMethod('IsMatch', [System.Type[]]@([string], [string])))
    $code.Emit($codes::Brtrue, $isName)
    $code.Emit($codes::Ldstr, 'This is not the name of a computer or a pool.')
    $code.Emit($codes::Newobj, [System.ArgumentException].GetConstructor($string))
    $code.Emit($codes::Throw)
    $code.MarkLabel($isName)
    $code.Emit($codes::Ldarg_0)
    $code.Emit($codes::Ldarg_1)
    $code.Emit($codes::Stfld, $field)
    $code.Emit($codes::Ret)
    $code = $class.DefineMethod('ToString', 'Public, Virtual, HideBySig', [string], [System.Type]::EmptyTypes).GetILGenerator()
    $code.Emit($codes::Ldarg_0)
    $code.Emit($codes::Ldfld, $field)
    $code.Emit($codes::Ret)
    [void]$class.CreateType()
}

# Once a process, however many runspaces load this module.
if (-not ('Microsoft.Rtc.Management.Deploy.Fqdn' -as [type])) { Initialize-Types $enumerations }
