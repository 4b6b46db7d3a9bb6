namespace Unmask.Plugins.Metrics;

/// <summary>The data law and the generated law, both enumerated, on the space of generated sequences.</summary>
/// <param name="Shape">Length and symbols of generated sequences (<see cref="GeneratedSpace"/>).</param>
/// <param name="Data">p, shape [S^L], row-major.</param>
/// <param name="Generated">q, of the same shape.</param>
/// <param name="Method">How the generated law was had.</param>
internal readonly record struct BothLaws(Shape Shape, double[] Data, double[] Generated, string Method)
{
    /// <summary>Whether both can be enumerated.</summary>
    public static Feasibility Check(ICell cell) => cell.Check<GeneratedLaw>() + cell.Check<DataLaw>();

    /// <summary>Enumerates them.</summary>
    /// <exception cref="OutOfReachException">A law cannot be enumerated.</exception>
    public static BothLaws Of(ICell cell, CancellationToken stop)
    {
        var (generated, method) = cell.Derive<GeneratedLaw>(stop);
        var data = cell.Derive<DataLaw>(stop).Value;
        return new BothLaws(generated.Shape, GeneratedSpace.Embed(data.Probabilities, data.Shape.States, generated.Shape.States), generated.Probabilities, method);
    }
}
