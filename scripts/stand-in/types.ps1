# Types of the product that do not exist outside of a farm, as far as these cmdlets take them. They refuse what they cannot become, so
# that a wrong value fails in the binder, as it does on a farm.
if (-not ('Microsoft.Rtc.Management.Deploy.Fqdn' -as [type])) {
    Add-Type -TypeDefinition @'
namespace Microsoft.Rtc.Management.Deploy
{
    public sealed class Fqdn
    {
        private readonly string name;

        public Fqdn(string name)
        {
            if (!System.Text.RegularExpressions.Regex.IsMatch(name, @"\A[\p{L}\p{N}_]([\p{L}\p{N}._-]*[\p{L}\p{N}_])?\z"))
            {
                throw new System.ArgumentException("This is not the name of a computer or a pool.");
            }
            this.name = name;
        }

        public override string ToString()
        {
            return name;
        }
    }
}
__enumerations__
'@
}
