using Unmask.Theory;

namespace Unmask.Plugins.Grids;

/// <summary>What grids that look at the data have in common: the information along the path, from the curve under the masked process, else by enumeration. Thread-safe.</summary>
internal sealed class PathLevels(Shape shape, IForwardProcess process, INoiseSchedule? noise, IDerived<InformationCurve> curve, IDerived<DataLaw> data)
{
    /// <summary>The most states that are enumerated: above, one step's cost takes long.</summary>
    private const double MostStates = 1 << 14;

    private readonly bool _hasMask = process.HasMask(shape);

    private double States => Math.Pow(process.Symbols(shape.States), shape.Length);

    private bool ByCurve => _hasMask && curve.Check().Possible;

    /// <summary>Reports what makes the grid impossible.</summary>
    public void Validate(Problems problems)
    {
        FiniteNoise.Validate(noise, problems);
        if (!ByCurve && (data.Check().Reason is not null || States > MostStates))
        {
            problems.Add($"this grid looks at the data: it needs the information curve under the masked process, or a space of at most {MostStates:0} states, and here are {States:G3}"
                + $"{(_hasMask ? $" and no curve ({curve.Check().Reason?.TrimEnd('.')})" : "")}. Take the grid uniform, cosine or geometric, or a smaller space.");
        }
    }

    /// <summary>The times of levels that are chosen by what the path shows.</summary>
    /// <param name="noise">The noise.</param>
    /// <param name="times">Receives the times.</param>
    /// <param name="choose">Writes levels of B from 0 to the last one.</param>
    /// <param name="stop">Cancels.</param>
    public void Times(INoiseSchedule noise, Span<double> times, Chooses choose, CancellationToken stop)
    {
        var total = FiniteNoise.Total(noise);
        IPathInformation path = ByCurve ? new MaskedInformation(curve.Get(stop)) : new PathInformation(new ForwardLaw(process, data.Get(stop)), total);
        choose(path, total, times);
        for (var k = 1; k < times.Length - 1; k++)
        {
            times[k] = noise.Inverse(times[k]);
        }

        times[^1] = noise.End;
    }

    /// <summary>Chooses levels.</summary>
    public delegate void Chooses(IPathInformation path, double total, Span<double> levels);
}
