using Unmask.Numerics;

namespace Unmask.Plugins.Metrics;

/// <summary>
/// The data law on neighbouring positions: by its own <see cref="IWindowLaw"/>, else from the enumerated law; on the symbols of generated
/// sequences (<see cref="GeneratedSpace"/>), to be compared with what stands there.
/// </summary>
internal static class DataWindows
{
    /// <summary>Whether the law of windows can be had.</summary>
    public static Feasibility Check(ICell cell, int width)
    {
        var counting = WindowTally.Check(GeneratedSpace.Of(cell), width);
        return cell.Find<IDataDistribution>()?.Find<IWindowLaw>() is null ? counting + cell.Check<DataLaw>() : counting;
    }

    /// <summary>The law of <c>(X_start, …, X_{start+width−1})</c>, shape [S^width], or [(S+1)^width] where masks may be left.</summary>
    public static double[] Law(ICell cell, int start, int width, CancellationToken stop) =>
        GeneratedSpace.Embed(OfData(cell, start, width, stop), cell.Shape.States, GeneratedSpace.Of(cell).States);

    private static double[] OfData(ICell cell, int start, int width, CancellationToken stop)
    {
        if (cell.Find<IDataDistribution>()?.Find<IWindowLaw>() is not { } windows)
        {
            return Sequences.Window(cell.Derive<DataLaw>(stop).Value.Probabilities, cell.Shape, start, width);
        }

        var law = new double[(int)Math.Pow(cell.Shape.States, width)];
        windows.Window(start, width, law);
        return Categorical.IsLaw(law)
            ? law
            : throw new InvalidOperationException($"The data law gives the {width} positions from {start} on probabilities that are no law: they sum to {Sum.Of(law)} or one is negative.");
    }
}
