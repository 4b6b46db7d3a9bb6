using Unmask.Host.Configuration;
using Unmask.Host.Runs;

namespace Unmask.Host.Launching;

/// <summary>Measures cells of a run: in this process, in others, on other machines.</summary>
internal interface ILauncher
{
    /// <summary>Looks whether it can measure anything, before anything is written.</summary>
    /// <exception cref="UserErrorException">It cannot.</exception>
    Task Ready(CancellationToken stop) => Task.CompletedTask;

    /// <summary>Measures cells; the result of each is in its file before it is told. May be called again for other cells.</summary>
    /// <param name="cells">The cells to measure, in order, each id once.</param>
    /// <param name="folder">Where results are kept.</param>
    /// <param name="told">Is told what becomes of the cells, in any order.</param>
    /// <param name="stop">Ends it within two seconds: a cell that is not finished by then is not kept.</param>
    /// <returns>When every cell is finished, or it was stopped: then without an exception.</returns>
    Task Measure(IReadOnlyList<CellConfiguration> cells, ICellFolder folder, ILaunched told, CancellationToken stop);
}
