using Spectre.Console;
using Unmask.Host.Configuration;

namespace Unmask.Host.Runs;

/// <summary>Progress as a bar on a terminal: cells done and failed, the pace, the time left, the cell at work.</summary>
/// <param name="console">The terminal.</param>
/// <param name="clock">Paces it.</param>
internal sealed class BarProgress(IAnsiConsole console, TimeProvider clock) : IRunProgress
{
    private const int MostOfPlace = 48;

    private ProgressTask? _bar;
    private int _cells;
    private int _done;
    private int _failed;
    private int _measured;
    private long _began;

    /// <inheritdoc/>
    public Task Show(int cells, Func<Task> run)
    {
        _cells = cells;
        _began = clock.GetTimestamp();
        return console.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new ProgressBarColumn { Width = 24 }, new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                _bar = context.AddTask($"0 of {cells} cells", maxValue: cells);
                await run();
            });
    }

    /// <inheritdoc/>
    public void Begin(CellPlace cell) => Describe(Place.Of(cell));

    /// <inheritdoc/>
    public void End(CellPlace cell, bool failed, TimeSpan? took)
    {
        _done++;
        _failed += failed ? 1 : 0;
        _measured += took is null ? 0 : 1;
        _bar!.Value = _done;
        Describe("");
    }

    /// <inheritdoc/>
    public void Say(string line) => console.WriteLine(line);

    private void Describe(string at)
    {
        at = at.Length <= MostOfPlace ? at : at[..(MostOfPlace - 1)] + "…";
        var failed = _failed > 0 ? $", [red]{_failed} failed[/]" : "";
        var pace = new Pace(_measured, clock.GetElapsedTime(_began));
        var told = pace.Known && _done < _cells ? $", {pace}, about {Pace.Duration(pace.Left(_cells - _done))} left" : "";
        _bar!.Description = $"{_done} of {_cells} cells{failed}{told}{(at.Length == 0 ? "" : $"  [grey]{Markup.Escape(at)}[/]")}";
    }
}
