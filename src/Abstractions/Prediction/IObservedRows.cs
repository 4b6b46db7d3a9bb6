namespace Unmask;

/// <summary>
/// A predictor whose tokens are drawn from other rows than confidence is read from: <c>p̂_i = draw(observed_i)</c>, row by row.
/// </summary>
/// <remarks>
/// <see cref="IMaskPredictor.Predict"/> gives the rows that tokens are drawn from, which errors are about. Schedules and samplers that look
/// at rows are shown those of <see cref="Observed"/>, and find the others by <see cref="Rows.Drawn"/>. Thread-safe.
/// </remarks>
public interface IObservedRows
{
    /// <summary>What schedules and samplers read.</summary>
    IMaskPredictor Observed { get; }

    /// <summary>The row that tokens are drawn from, given the observed one.</summary>
    IRowMap Draw { get; }
}
