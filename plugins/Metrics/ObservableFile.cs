using Unmask.Plugins.Data.Files;

namespace Unmask.Plugins.Metrics;

/// <summary>Observables ψ in a file: for each S^L numbers, row-major, the first token slowest; one after another, lines as one likes.</summary>
internal static class ObservableFile
{
    /// <summary>Reads one observable or several, shape [number of them × S^L].</summary>
    /// <exception cref="InvalidDataException">The file cannot be read, or something in it is no number; the message names file and line.</exception>
    public static double[] Read(string path) => [.. NumberFile.Read(path, "a number", double.NegativeInfinity).SelectMany(row => row.Numbers)];

    /// <summary>Reports what is wrong with a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shape">Of the data law.</param>
    /// <param name="one">Whether there must be one observable, or may be more.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static void Check(string path, Shape shape, bool one, Problems problems)
    {
        try
        {
            var count = Read(path).Length;
            if (count == 0 || count % shape.Sequences != 0 || (one && count != shape.Sequences))
            {
                problems.Add("file", $"got {count} numbers; expected {shape.States}^{shape.Length} = {shape.Sequences}, one for each sequence{(one ? "" : ", or a multiple of that for several observables")}.");
            }
        }
        catch (InvalidDataException error)
        {
            problems.Add("file", error.Message);
        }
    }
}
