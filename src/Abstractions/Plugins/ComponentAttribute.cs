namespace Unmask;

/// <summary>Marks a constructor parameter as a component of the plugin's own, configured by an option of the parameter's name.</summary>
/// <remarks>Example: <c>Mixture(MixtureOptions options, [Component("exact")] IMaskPredictor inner)</c> has the option <c>inner</c>.</remarks>
/// <param name="kind">The kind used when the option is absent.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ComponentAttribute(string kind) : Attribute
{
    /// <summary>The kind used when the option is absent.</summary>
    public string Kind { get; } = kind;
}
