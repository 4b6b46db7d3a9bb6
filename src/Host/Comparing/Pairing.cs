namespace Unmask.Host.Comparing;

/// <summary>Where the error of a difference is from.</summary>
internal enum Pairing
{
    /// <summary>There is none: a value is not finite, or is an estimate without an error.</summary>
    None,

    /// <summary>Both are exact, and so is their difference.</summary>
    Exact,

    /// <summary>Paired by groups of the same samples.</summary>
    Samples,

    /// <summary>Paired over the same seeds.</summary>
    Seeds,

    /// <summary>Two errors as if they were independent, added in quadrature; of one alone, where the other is exact.</summary>
    Independent,
}
