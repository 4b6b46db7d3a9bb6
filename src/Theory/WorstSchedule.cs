namespace Unmask.Theory;

/// <summary>The worst sizes for a law (LC (18)).</summary>
public static class WorstSchedule
{
    /// <summary>
    /// <c>ε(s) = max E_M KL(p_X0 ‖ p_Y*|M)</c> over the sizes whose largest is s (LC (18)), optimal predictor, by dynamic
    /// programming on (tokens revealed, whether a block of s has occurred). Time <c>O(L s)</c>.
    /// </summary>
    /// <param name="curve">The information curve.</param>
    /// <param name="largest">s, 1…L.</param>
    /// <returns>Nats per sequence.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="largest"/> is not in 1…L.</exception>
    public static double Error(InformationCurve curve, int largest)
    {
        if (largest < 1 || largest > curve.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(largest), largest, $"Expected a number from 1 to the length {curve.Length}.");
        }

        var staircase = new Staircase(curve.Negated());
        var without = new double[curve.Length + 1];
        var with = new double[curve.Length + 1];
        with[0] = double.NegativeInfinity;
        for (var to = 1; to <= curve.Length; to++)
        {
            without[to] = with[to] = double.NegativeInfinity;
            for (var size = 1; size <= Math.Min(largest, to); size++)
            {
                var area = staircase.Area(to - size, to);
                with[to] = Math.Max(with[to], with[to - size] + area);
                if (size == largest)
                {
                    with[to] = Math.Max(with[to], without[to - size] + area);
                }
                else
                {
                    without[to] = Math.Max(without[to], without[to - size] + area);
                }
            }
        }

        return with[^1];
    }
}
