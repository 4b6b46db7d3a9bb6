using Unmask.Host.Configuration;

namespace Unmask.Host.Runs;

/// <summary>Tells the user how far a run is.</summary>
internal interface IRunProgress
{
    /// <summary>Shows progress for as long as <paramref name="run"/> takes.</summary>
    Task Show(int cells, Func<Task> run);

    /// <summary>A cell begins to be measured.</summary>
    void Begin(CellPlace cell);

    /// <summary>A cell is done.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="failed">Whether it failed.</param>
    /// <param name="took">How long it took; null if it was finished before.</param>
    void End(CellPlace cell, bool failed, TimeSpan? took);

    /// <summary>Something the user should read now, such as why a cell failed.</summary>
    void Say(string line);
}
