using Unmask.Numerics;

namespace Unmask.Theory;

/// <summary>
/// The adjoint K (18) of the approximate reverse chain, <c>φ_t(x) = E[ψ(X̃_0) | X̃_t = x]</c>, and the attribution K (27) of one observable's error:
/// <c>E_data ψ − E_generated ψ = ⟨p_T − p_base, φ_T⟩ + ∫_0^T Σ_i Σ_x p_t(x) Σ_v (φ_t(x_{i→v}) − φ_t(x)) Q_t(x_{i→v}, x) (s − s̃)_t(x)_{i→v} dt</c>.
/// </summary>
/// <remarks>Every number is right to about 1e-11 of ‖ψ‖_∞. Immutable, so thread-safe.</remarks>
public sealed class ReverseAdjoint
{
    private ReverseAdjoint(double[] end, double prior, IReadOnlyList<AdjointCell> cells, double norm) =>
        (End, Prior, Cells, SupremumNorm) = (end, prior, cells, norm);

    /// <summary>φ_T, shape [n^d].</summary>
    public double[] End { get; }

    /// <summary>The prior term <c>⟨p_T − p_base, φ_T⟩</c>.</summary>
    public double Prior { get; }

    /// <summary>The score terms, by time and position.</summary>
    public IReadOnlyList<AdjointCell> Cells { get; }

    /// <summary>‖ψ‖_∞.</summary>
    public double SupremumNorm { get; }

    /// <summary><c>E_data ψ − E_generated ψ</c>: the sum of all terms.</summary>
    public double Error
    {
        get
        {
            var sum = new Sum();
            sum.Add(Prior);
            foreach (var cell in Cells)
            {
                sum.Add(Sum.Of(cell.Positions));
            }

            return sum.Value;
        }
    }

    /// <summary>Solves for one observable.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="observable">ψ on the whole space, finite, shape [n^d].</param>
    /// <param name="times">The ends of the spans of time, increasing; the last is the noise's end.</param>
    /// <param name="cancel">Cancels between steps.</param>
    /// <exception cref="ArgumentException">The observable has another size or is not finite, or the times do not increase to the end.</exception>
    public static ReverseAdjoint Of(ReverseChain chain, ReadOnlySpan<double> observable, ReadOnlySpan<double> times, CancellationToken cancel)
    {
        var (states, length) = (chain.Law.Space.States, chain.Law.Space.Length);
        var norm = Norm(observable);
        if (observable.Length != states || !double.IsFinite(norm))
        {
            throw new ArgumentException($"Expected an observable with {states} finite values, got {observable.Length} with the norm {norm}.", nameof(observable));
        }

        RequireIncreasing(times, chain.Noise.End);

        // The adjoint is linear: an observable of norm 1 makes the tolerance one of ‖ψ‖_∞.
        var y = new double[states + length];
        for (var x = 0; x < states; x++)
        {
            y[x] = norm == 0 ? 0 : observable[x] / norm;
        }

        var rates = chain.Rates();
        new LastJumps(chain, rates).Begin(y.AsSpan(0, states));
        var integrator = new Integrator(1e-12, [.. y.Select(_ => 1e-13)], largestStep: 1);
        var cells = new List<AdjointCell>();
        var (clock, from) = (chain.Bottom, 0.0);
        foreach (var time in times)
        {
            Array.Clear(y, states, length);
            var to = Math.Clamp(SoftplusClock.At(chain.Noise.Integral(time)), clock, chain.Top);
            integrator.Advance(Slope, clock, to, y, cancel);
            cells.Add(new AdjointCell(from, time, [.. y.Skip(states).Select(value => value * norm)], Norm(y.AsSpan(0, states)) * norm));
            (clock, from) = (to, time);
        }

        var end = y.Take(states).Select(value => value * norm).ToArray();
        return new ReverseAdjoint(end, PriorTerm(chain, end), cells, norm);

        void Slope(double w, ReadOnlySpan<double> at, Span<double> slope)
        {
            rates.Move(chain.Level(w));
            rates.Backward(at[..states], slope[..states]);
            rates.Attribute(at[..states], slope[states..]);
            var speed = SoftplusClock.Speed(w);
            foreach (ref var value in slope)
            {
                value *= speed;
            }
        }
    }

    private static double PriorTerm(ReverseChain chain, double[] end)
    {
        var (law, prior) = (new double[end.Length], new double[end.Length]);
        chain.Law.At(SoftplusClock.Integrated(chain.Top), law);
        chain.Law.Prior(prior);
        var sum = new Sum();
        for (var x = 0; x < end.Length; x++)
        {
            sum.Add((law[x] - prior[x]) * end[x]);
        }

        return sum.Value;
    }

    private static double Norm(ReadOnlySpan<double> values)
    {
        var norm = 0.0;
        foreach (var value in values)
        {
            norm = double.IsNaN(value) ? double.PositiveInfinity : Math.Max(norm, Math.Abs(value));
        }

        return norm;
    }

    private static void RequireIncreasing(ReadOnlySpan<double> times, double end)
    {
        var last = 0.0;
        foreach (var time in times)
        {
            if (!(time > last))
            {
                throw new ArgumentException($"Expected times that increase from above 0, got {time} after {last}.", nameof(times));
            }

            last = time;
        }

        if (last != end)
        {
            throw new ArgumentException($"Expected times up to the end {end}, got {last} last.", nameof(times));
        }
    }
}
