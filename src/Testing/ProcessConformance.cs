namespace Unmask.Testing;

/// <summary>The contract of <see cref="IForwardProcess"/>, a test for each sentence.</summary>
/// <example><code>
/// public sealed class MyProcessTests : ProcessConformance
/// {
///     protected override IForwardProcess Create() => new MyProcess();
/// }
/// </code></example>
public abstract class ProcessConformance
{
    /// <summary>Creates the process, a new instance at each call.</summary>
    protected abstract IForwardProcess Create();

    /// <summary>The vocabulary sizes S to try.</summary>
    protected virtual IReadOnlyList<int> Vocabularies => [2, 3, 5];

    /// <summary>
    /// Whether <c>k_B(x, x)</c> falls as B grows, as it does for every reversible process and for those that never come back;
    /// false for one that goes round.
    /// </summary>
    protected virtual bool SurvivalFalls => true;
}
