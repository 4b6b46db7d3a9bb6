using Unmask.Host.Configuration;
using Unmask.Host.Runs;

namespace Unmask.Host.Launching;

/// <summary>Is told what becomes of the cells that a launcher measures. Thread-safe.</summary>
internal interface ILaunched
{
    /// <summary>A cell begins to be measured; again, if it is tried again.</summary>
    void Started(CellConfiguration cell);

    /// <summary>A cell is finished, and its result is in its file.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="result">Its result; it may be a failure.</param>
    /// <param name="took">How long it took.</param>
    void Finished(CellConfiguration cell, CellResult result, TimeSpan took);

    /// <summary>A cell that was begun is given up, since the run is stopped.</summary>
    void Stopped(CellConfiguration cell);

    /// <summary>A cell failed and will be tried again.</summary>
    void Failed(CellConfiguration cell, CellFailure failure);

    /// <summary>Something the user should read now, such as what a plugin printed.</summary>
    void Say(string line);
}
