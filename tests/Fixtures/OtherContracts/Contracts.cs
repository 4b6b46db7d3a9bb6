namespace Unmask;

/// <summary>As much of the contracts as a plugin needs, in another major version.</summary>
public interface ISizeLaw
{
    int Sizes(int step, int left, Span<double> law);
}

[AttributeUsage(AttributeTargets.Class)]
public sealed class PluginAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
