using System.ComponentModel;
using Unmask.Plugins.Data.Files;

namespace Unmask.Plugins.Processes.Noise;

/// <summary>Options of <see cref="Piecewise"/>.</summary>
/// <param name="File">Points of the integrated rate.</param>
public sealed record PiecewiseOptions(
    [InputFile][Description("a text file with a line 't B' for each point, from '0 0' on, in order of t; B in between is a straight line")] string File);

/// <summary>Points <c>(t, B(t))</c> from a file, straight lines in between: the rate is constant from one point to the next.</summary>
/// <remarks>The last point is the end. Where B stays the same, the rate is 0. The file is read when the schedule is made. Thread-safe.</remarks>
[Plugin(
    "piecewise",
    Summary = "An integrated rate by points from a file, straight lines in between",
    Equation = "B(t) = B_k + (B_{k+1} − B_k) (t − t_k) / (t_{k+1} − t_k), t_k ≤ t ≤ t_{k+1}",
    Example = """{"file": "noise.txt"}""")]
public sealed class Piecewise : INoiseSchedule
{
    private readonly double[] _times, _integrals;

    /// <summary>Reads the points.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read, or its points are none of a noise schedule; the message names file and line.</exception>
    public Piecewise(PiecewiseOptions options)
    {
        var lines = NumberFile.Read(options.File, "a time or an integrated rate");
        for (var k = 0; k < lines.Count; k++)
        {
            var (number, point) = lines[k];
            var wrong = point.Length != 2 ? $"expected two numbers, the time and the integrated rate, got {point.Length}"
                : k == 0 && point is not [0, 0] ? $"expected the first point to be 0 0, got {point[0]} {point[1]}"
                : k > 0 && point[0] <= lines[k - 1].Numbers[0] ? $"expected a time after {lines[k - 1].Numbers[0]}, got {point[0]}"
                : k > 0 && point[1] < lines[k - 1].Numbers[1] ? $"expected an integrated rate of at least {lines[k - 1].Numbers[1]}, got {point[1]}: it never falls"
                : null;
            if (wrong is not null)
            {
                throw new InvalidDataException($"{options.File}, line {number}: {wrong}.");
            }
        }

        if (lines.Count < 2 || lines[^1].Numbers[1] == 0)
        {
            throw new InvalidDataException($"{options.File}: expected at least two points, and an integrated rate above 0 at the last.");
        }

        _times = [.. lines.Select(line => line.Numbers[0])];
        _integrals = [.. lines.Select(line => line.Numbers[1])];
    }

    /// <inheritdoc/>
    public double End => _times[^1];

    /// <inheritdoc/>
    public double Rate(double t) => Slope(Piece(t));

    /// <inheritdoc/>
    public double Integral(double t)
    {
        var k = Piece(t);
        return t == _times[k + 1] ? _integrals[k + 1] : _integrals[k] + (Slope(k) * (t - _times[k]));
    }

    /// <inheritdoc/>
    public double Inverse(double b)
    {
        NoiseRange.Integral(b, _integrals[^1]);
        var k = 0;
        while (_integrals[k + 1] < b)
        {
            k++;
        }

        return b == _integrals[k] ? _times[k] : Math.Min(_times[k] + ((b - _integrals[k]) / Slope(k)), _times[k + 1]);
    }

    /// <summary>The piece that a time is in: the later of two, but the last at the end.</summary>
    private int Piece(double t)
    {
        NoiseRange.Time(t, End);
        var found = _times.AsSpan().BinarySearch(t);
        return Math.Min(found >= 0 ? found : ~found - 1, _times.Length - 2);
    }

    private double Slope(int k) => (_integrals[k + 1] - _integrals[k]) / (_times[k + 1] - _times[k]);
}
