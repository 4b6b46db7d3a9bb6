namespace Unmask;

/// <summary>Which way a value is better.</summary>
public enum Better
{
    /// <summary>Neither: it describes, and two values just differ.</summary>
    Neither,

    /// <summary>The smaller: an error, a divergence, a bound on one, a cost.</summary>
    Smaller,

    /// <summary>The larger: a likelihood, an agreement.</summary>
    Larger,
}
