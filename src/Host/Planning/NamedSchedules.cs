using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Unmask.Host.Composition;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins;
using Unmask.Theory;

namespace Unmask.Host.Planning;

/// <summary>Schedules of sizes by kind and number of steps: any installed plugin with an option <c>steps</c>, a stranger's too.</summary>
/// <param name="catalogue">What is installed.</param>
/// <param name="types">Loads plugins.</param>
internal sealed class NamedSchedules(Catalogue catalogue, PluginTypes types)
{
    private const string Section = "schedule";
    private const string Steps = "steps";

    /// <summary>The plugins of these kinds.</summary>
    /// <exception cref="UserErrorException">A kind is not installed, or has no option <c>steps</c>: all of them at once.</exception>
    public void Require(IEnumerable<string> kinds)
    {
        var errors = new List<UserError>();
        foreach (var kind in kinds)
        {
            var plugin = catalogue.Find(Section, kind, out var problem);
            if (plugin is null || !plugin.Options.Any(option => option.Name == Steps))
            {
                errors.Add(new UserError("command line", "", problem ?? $"the schedule '{kind}' has no option 'steps', so it cannot be compared at a given number of steps"));
            }
        }

        if (errors.Count > 0)
        {
            throw new UserErrorException(errors);
        }
    }

    /// <summary>The sizes of a kind with T steps, or null if it has none for this length.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="steps">T.</param>
    /// <param name="cell">The data law and the predictor, whose curve a schedule may ask for.</param>
    /// <param name="own">The services that plugin assemblies register.</param>
    /// <param name="stop">Cancels a long computation.</param>
    /// <exception cref="UserErrorException">The schedule chooses positions: its error does not follow from a curve.</exception>
    public SizeVisits? Visits(string kind, int steps, Cell cell, PluginServices own, CancellationToken stop)
    {
        var plugin = catalogue.Find(Section, kind, out _)!;
        var options = new JsonObject(plugin.Options.Select(option =>
            KeyValuePair.Create(option.Name, option.Name == Steps ? JsonValue.Create(steps) : option.Default?.DeepClone())));
        var component = new ComponentConfiguration(
            plugin, options, new Dictionary<string, ComponentConfiguration>(), $"/{Section}", _ => new Location("command line", "")) { Canonical = "" };
        var shape = cell.Shape;
        using var services = new ServiceCollection()
            .AddSingleton(typeof(Shape), shape).AddSingleton(cell.Upstream()).AddSingleton(typeof(IDerived<>), typeof(DerivedFromCell<>))
            .BuildServiceProvider();
        var factory = new ComponentFactory(types, own);
        var schedule = (ISchedule)factory.Make(component, typeof(ISchedule), new Surroundings(shape, _ => services), []);
        if (schedule.Find<ISizeLaw>() is not { } sizes)
        {
            throw new UserErrorException("command line", "", $"the schedule '{kind}' chooses positions, not only sizes, so its error does not follow from a curve; measure it with 'unmask run'");
        }

        return factory.Ask(component, "give its sizes", () =>
        {
            var problems = new Problems();
            schedule.Find<IValidates>()?.Validate(shape, problems);
            return problems.All.Count > 0 ? null : SizeRecursion.Visits(sizes, shape.Length, stop);
        }, stop);
    }
}
