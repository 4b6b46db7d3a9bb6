namespace Unmask.Testing;

/// <summary>The contract of <see cref="IMaskPredictor"/> and of the capabilities it has, a test for each sentence.</summary>
/// <example><code>
/// public sealed class MyPredictorTests : PredictorConformance
/// {
///     protected override IMaskPredictor Create(IDataDistribution data) => new MyPredictor(new MyPredictorOptions(), data);
/// }
/// </code></example>
public abstract class PredictorConformance
{
    /// <summary>Creates the predictor, a new instance at each call.</summary>
    /// <param name="data">The data law it is to serve; one that knows nothing of the law takes its shape only.</param>
    protected abstract IMaskPredictor Create(IDataDistribution data);

    /// <summary>
    /// The data laws to try, small enough to follow every partly masked sequence. Those the predictor refuses as
    /// <see cref="IValidates"/> are left out; at least one has to remain.
    /// </summary>
    protected virtual IReadOnlyList<IDataDistribution> Laws =>
        [TableLaw.Random(new Shape(1, 4), 1), TableLaw.Random(new Shape(3, 3), 2), TableLaw.RandomWithZeros(new Shape(4, 2), 3)];

    /// <summary>Whether a prediction allocates nothing once warm, as the contract says.</summary>
    protected virtual bool AllocatesNothing => true;

    /// <summary>How far the same row may differ between two batches: 0, unless hardware sums in another order for another batch.</summary>
    protected virtual double Tolerance => 0;
}
