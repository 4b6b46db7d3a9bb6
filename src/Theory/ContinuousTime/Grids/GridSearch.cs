namespace Unmask.Theory;

/// <summary>Levels <c>0 = B_0 &lt; B_1 &lt; … &lt; B_N</c> of the integrated rate at which a sampler is to stop (T 2.9). Pure functions.</summary>
public static class GridSearch
{
    private const int Candidates = 96;
    private const int Sweeps = 40;
    private const double Golden = 0.6180339887498949;

    /// <summary>Levels between which a growing function grows by equal parts.</summary>
    /// <param name="total">The last level; finite.</param>
    /// <param name="levels">Receives N + 1 levels.</param>
    /// <param name="grown">The function, 0 at 0.</param>
    public static void EqualParts(double total, Span<double> levels, Func<double, double> grown)
    {
        var (steps, whole) = (levels.Length - 1, grown(total));
        levels[0] = 0;
        levels[steps] = total;
        for (var k = 1; k < steps; k++)
        {
            var (low, high) = (levels[k - 1], total);
            for (var halving = 0; halving < 80 && high - low > 1e-15 * total; halving++)
            {
                var middle = (low + high) / 2;
                (low, high) = grown(middle) < whole * k / steps ? (middle, high) : (low, middle);
            }

            levels[k] = Math.Max(high, Math.BitIncrement(levels[k - 1]));
        }
    }

    /// <summary>
    /// Levels of least total cost: the best choice among candidates, even in the angle <c>arccos e^{−B/2}</c>, by dynamic programming, then each level in turn by golden section between
    /// its neighbours until nothing is gained.
    /// </summary>
    /// <param name="total">The last level; finite.</param>
    /// <param name="levels">Receives N + 1 levels.</param>
    /// <param name="cost">The cost of a step, from a later level to an earlier one.</param>
    /// <param name="stop">Cancels between evaluations.</param>
    /// <returns>The total cost.</returns>
    public static double LeastCost(double total, Span<double> levels, Func<double, double, double> cost, CancellationToken stop)
    {
        var steps = levels.Length - 1;
        var count = Math.Max(Candidates, 3 * steps);
        var angle = SurvivalAngle.At(total);
        double[] candidates = [.. Enumerable.Range(0, count + 1).Select(k => k == count ? total : SurvivalAngle.Integrated(angle * k / count))];
        Choose(candidates, levels, cost, stop);
        var best = Cost(levels, cost);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            for (var k = 1; k < steps; k++)
            {
                stop.ThrowIfCancellationRequested();
                var (after, before) = (levels[k + 1], levels[k - 1]);
                levels[k] = Section(before, after, levels[k], level => cost(after, level) + cost(level, before));
            }

            var now = Cost(levels, cost);
            if (best - now <= 1e-9 * best)
            {
                return now;
            }

            best = now;
        }

        return best;
    }

    private static double Cost(ReadOnlySpan<double> levels, Func<double, double, double> cost)
    {
        var sum = 0.0;
        for (var k = 1; k < levels.Length; k++)
        {
            sum += cost(levels[k], levels[k - 1]);
        }

        return sum;
    }

    /// <summary>The cheapest way from the last candidate to the first in so many steps.</summary>
    private static void Choose(double[] candidates, Span<double> levels, Func<double, double, double> cost, CancellationToken stop)
    {
        var (steps, count) = (levels.Length - 1, candidates.Length);
        var table = new double[count, count];
        for (var late = 1; late < count; late++)
        {
            stop.ThrowIfCancellationRequested();
            for (var early = 0; early < late; early++)
            {
                table[late, early] = cost(candidates[late], candidates[early]);
            }
        }

        var (best, from) = (new double[steps + 1, count], new int[steps + 1, count]);
        for (var late = 1; late < count; late++)
        {
            best[0, late] = double.PositiveInfinity;
        }

        for (var step = 1; step <= steps; step++)
        {
            best[step, 0] = double.PositiveInfinity;
            for (var late = 1; late < count; late++)
            {
                best[step, late] = double.PositiveInfinity;
                for (var early = step - 1; early < late; early++)
                {
                    var sum = best[step - 1, early] + table[late, early];
                    if (sum < best[step, late])
                    {
                        (best[step, late], from[step, late]) = (sum, early);
                    }
                }
            }
        }

        for (var (step, at) = (steps, count - 1); step >= 0; at = from[step, at], step--)
        {
            levels[step] = candidates[at];
        }
    }

    private static double Section(double low, double high, double at, Func<double, double> cost)
    {
        var (least, bound) = (cost(at), high);
        var (a, b) = (low, high);
        var (x, y) = (b - (Golden * (b - a)), a + (Golden * (b - a)));
        var (f, g) = (cost(x), cost(y));
        for (var turn = 0; turn < 40 && b - a > 1e-10 * bound; turn++)
        {
            if (f < g)
            {
                (b, y, g, x) = (y, x, f, y - (Golden * (y - a)));
                f = cost(x);
            }
            else
            {
                (a, x, f, y) = (x, y, g, x + (Golden * (b - x)));
                g = cost(y);
            }
        }

        var found = f < g ? x : y;
        return Math.Min(f, g) < least && found > low && found < high ? found : at;
    }
}
