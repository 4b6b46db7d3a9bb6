using System.Globalization;
using Spectre.Console;
using Unmask.Host.Configuration;

namespace Unmask.Host.Runs;

/// <summary>Progress as a bar on a terminal: cells done and failed, the cell at work, the time left.</summary>
internal sealed class BarProgress(IAnsiConsole console) : IRunProgress
{
    private const int MostOfPlace = 48;

    private ProgressTask? _bar;
    private int _cells;
    private int _done;
    private int _failed;
    private int _measured;
    private TimeSpan _spent;

    /// <inheritdoc/>
    public Task Show(int cells, Func<Task> run)
    {
        _cells = cells;
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
        _spent += took ?? TimeSpan.Zero;
        _bar!.Value = _done;
        Describe("");
    }

    /// <inheritdoc/>
    public void Say(string line) => console.WriteLine(line);

    /// <summary>A duration in the largest unit that suits it, such as <c>40 s</c>, <c>12 min</c>, <c>3.5 h</c>.</summary>
    internal static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds)} s"),
        { TotalMinutes: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(time.TotalMinutes)} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.0} h"),
    };

    private void Describe(string at)
    {
        at = at.Length <= MostOfPlace ? at : at[..(MostOfPlace - 1)] + "…";
        var failed = _failed > 0 ? $", [red]{_failed} failed[/]" : "";
        var left = _measured > 0 && _done < _cells ? $", about {Duration(_spent / _measured * (_cells - _done))} left" : "";
        _bar!.Description = $"{_done} of {_cells} cells{failed}{left}{(at.Length == 0 ? "" : $"  [grey]{Markup.Escape(at)}[/]")}";
    }
}
