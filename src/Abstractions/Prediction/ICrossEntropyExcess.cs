namespace Unmask;

/// <summary>A predictor that knows <c>c(w) − h(w)</c> for the data law it was made for, without enumeration.</summary>
public interface ICrossEntropyExcess
{
    /// <summary>The excess <c>c(w) − h(w)</c> for w = 0…L−1, nats, each at least 0 (T 1.2).</summary>
    /// <param name="information">The information curve of the data law.</param>
    double[] Excess(InformationCurve information);
}
