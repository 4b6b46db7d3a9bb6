using Unmask.Host.Configuration;

namespace Unmask.Host.Launching.Workers;

/// <summary>Tells whether two processes mean the same cells by their numbers.</summary>
internal static class CellIds
{
    /// <summary>A hash of all ids, in order: another for another plugin, input file or configuration.</summary>
    public static string Of(Pipeline pipeline) => CanonicalText.Hash(string.Join('\n', pipeline.Cells.Select(cell => cell.Id)));
}
