namespace Unmask;

/// <summary>Names the section of a configuration that a contract fills.</summary>
/// <param name="name">The section, such as <c>schedule</c>.</param>
[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
public sealed class SectionAttribute(string name) : Attribute
{
    /// <summary>The section's name.</summary>
    public string Name { get; } = name;
}
