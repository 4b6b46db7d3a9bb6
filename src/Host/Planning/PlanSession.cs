using Unmask.Host.Configuration;
using Unmask.Host.Plugins;
using Unmask.Host.Runs;

namespace Unmask.Host.Planning;

/// <summary>One <c>unmask plan</c>: a plan for each pair of data law and predictor of a pipeline.</summary>
internal static class PlanSession
{
    private static readonly string[] Decisive = ["data", "process", "predictor"];

    private static readonly string[] Named = ["data", "predictor"];

    /// <summary>The cells that differ in data law, predictor or process: one of each, with the steps that its cells name.</summary>
    public static IReadOnlyList<(CellConfiguration Cell, string Title, IReadOnlyList<int> Steps)> Subjects(Pipeline pipeline)
    {
        var groups = pipeline.Cells.GroupBy(cell => string.Join('\n', Decisive.Select(section => cell.Sections.TryGetValue(section, out var component) ? component.Canonical : ""))).ToList();
        return [.. groups.Select(group =>
        {
            var cell = group.First();
            var moving = cell.Axes.Where(axis => Decisive.Contains(axis.Key.Split(':')[0])).Select(axis => $"{axis.Key} = {Json.Plain(axis.Value)}");
            string[] names = [.. Named.Where(cell.Sections.ContainsKey).Select(section => Name(section, cell.Sections[section])), .. groups.Count > 1 ? moving : []];
            return (cell, string.Join(", ", names), (IReadOnlyList<int>)[.. group.Select(Steps).OfType<int>().Distinct().Order()]);
        })];
    }

    /// <summary>Makes and prints the plans.</summary>
    /// <param name="inputs">What to plan for.</param>
    /// <param name="options">The questions.</param>
    /// <param name="json">One JSON document instead of tables.</param>
    /// <param name="screen">The outputs.</param>
    /// <param name="stop">Cancels.</param>
    /// <exception cref="UserErrorException">A question has no answer for an input; nothing was printed.</exception>
    public static int Execute(IReadOnlyList<PlanInput> inputs, PlanOptions options, bool json, Screen screen, CancellationToken stop)
    {
        var plans = inputs.Select(input => Planner.Make(input, options, stop)).ToList();
        if (json)
        {
            screen.Out.Write(PlanJson.Document(plans));
        }
        else
        {
            foreach (var plan in plans)
            {
                PlanTable.Write(screen.Table, plan);
            }
        }

        screen.Out.Flush();
        return ExitCode.Done;
    }

    private static string Name(string section, ComponentConfiguration component) =>
        $"{section} {component.Plugin.Name}{(component.Options.ContainsKey(GivenOption.Name) ? " with tokens given" : "")}";

    private static int? Steps(CellConfiguration cell) =>
        cell.Sections.TryGetValue("schedule", out var schedule) && schedule.Options["steps"] is { } steps && int.TryParse(steps.ToJsonString(), out var number) ? number : null;
}
