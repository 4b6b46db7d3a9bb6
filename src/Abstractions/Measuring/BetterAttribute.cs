namespace Unmask;

/// <summary>Says of a metric's values which way they are better, for comparisons; without it two values just differ.</summary>
/// <example><code>
/// [Plugin("mmd"), Better(Better.Smaller)]                 // all of its values
/// [Plugin("kl"), Better(Better.Smaller, "", "marginal")]  // its own value and kl.marginal
/// </code></example>
/// <param name="way">Which way.</param>
/// <param name="values">Names of values below the metric's label, empty for its own; of a name with dots the first word. None: all of them.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class BetterAttribute(Better way, params string[] values) : Attribute
{
    /// <summary>Which way.</summary>
    public Better Way { get; } = way;

    /// <summary>Names of values, or none for all of them.</summary>
    public IReadOnlyList<string> Values { get; } = values;

    /// <summary>Whether it is about a value.</summary>
    /// <param name="name">Its name below the label.</param>
    public bool IsOf(string name) => Values.Count == 0 || Values.Contains(name.Split('.')[0]);
}
