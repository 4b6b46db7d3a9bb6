namespace Unmask.Testing;

/// <summary>The contract of <see cref="IDataDistribution"/> and of the capabilities it has, a test for each sentence.</summary>
/// <example><code>
/// public sealed class MyLawTests : DataConformance
/// {
///     protected override IDataDistribution Create() => new MyLaw(new MyLawOptions(Length: 4, States: 3));
/// }
/// </code></example>
public abstract class DataConformance
{
    /// <summary>Creates the law, a new instance at each call, with at most 4096 sequences: all of them are followed.</summary>
    protected abstract IDataDistribution Create();

    /// <summary>The law worked out by other means, shape [S^L], row-major; null to check the law against itself only.</summary>
    protected virtual IReadOnlyList<double>? Probabilities => null;

    /// <summary>Whether sampling, log-probabilities and conditionals allocate nothing once warm, as the contract says.</summary>
    protected virtual bool AllocatesNothing => true;
}
