using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Unmask.Host.Conditioning;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins;
using Unmask.Host.Recording;

namespace Unmask.Host.Composition;

/// <summary>Turns validated configurations into cells whose components are made, wired and checked against one another.</summary>
/// <remarks>A component is made once for equal options and equal surroundings, and shared by all cells that use it. Not thread-safe.</remarks>
internal sealed class Composer(ComponentFactory factory)
{
    private const long DefaultSamples = 10_000;

    /// <summary>The sections in the order in which they are made; each may ask for those before it.</summary>
    private static readonly (string Section, Type Contract)[] Order =
    [
        ("data", typeof(IDataDistribution)),
        ("process", typeof(IForwardProcess)),
        ("noise", typeof(INoiseSchedule)),
        ("predictor", typeof(IMaskPredictor)),
        ("score", typeof(IScoreEstimator)),
        ("schedule", typeof(ISchedule)),
        ("sampler", typeof(ISampler)),
    ];

    private readonly DerivationStore _derivations = new();
    private readonly Dictionary<string, Made> _made = [];

    /// <summary>Composes one cell, or says everything that is wrong with it.</summary>
    /// <param name="configuration">The cell.</param>
    /// <param name="errors">What is wrong with its components; the cell cannot be measured unless this is empty.</param>
    /// <returns>The cell, so that its metrics can say what else is wrong; null if a component could not be made or the data is wrong.</returns>
    public ComposedCell? Compose(CellConfiguration configuration, out IReadOnlyList<UserError> errors)
    {
        var found = new List<UserError>();
        errors = found;
        var components = new Dictionary<string, Made>();
        Shape? shape = null;
        foreach (var (section, contract) in Order)
        {
            if (!configuration.Sections.TryGetValue(section, out var component))
            {
                continue;
            }

            var made = components[section] = contract == typeof(IDataDistribution) ? Data(component)
                : contract == typeof(IMaskPredictor) ? Predictor(section, component, components, shape)
                : Make(section, contract, component, components, shape);
            found.AddRange(made.Errors);
            shape ??= made.Shape;
        }

        if (components.Values.Any(made => made.Instance is null) || components["data"].Errors.Count > 0)
        {
            return null;
        }

        found.AddRange(Unmasking(configuration, components, shape!.Value));
        var instances = components.ToDictionary(pair => pair.Key, pair => pair.Value.Instance!);
        var unheeded = Unheeded(configuration, instances.GetValueOrDefault(Sections.Sampler) as ISampler);
        if (unheeded.Contains(Sections.Schedule))
        {
            // Beside a sampler that takes none, a schedule says nothing of what is generated.
            instances.Remove(Sections.Schedule);
        }

        var sound = found.Count == 0;
        var measuring = configuration.Metrics.Select(metric => (Configuration: metric, Made: Metric(metric, components, shape!.Value, found))).Where(metric => metric.Made is not null).ToList();
        var cell = new Cell(shape!.Value, instances, configuration.Seed, components.GetValueOrDefault("sampler")?.Samples ?? DefaultSamples, _derivations)
        {
            Metrics = measuring.ToDictionary(metric => metric.Configuration.Label, metric => (IMetric)metric.Made!.Instance!),
        };
        var metrics = measuring.Select(metric => Checked(metric.Configuration, metric.Made!, configuration, cell, sound, found)).ToList();
        var data = components["data"];
        return new ComposedCell(configuration, cell, metrics, unheeded, new SequenceText(((data.Full ?? data).Instance as IDataDistribution)?.Find<ITokenizer>(), data.Given));
    }

    /// <summary>A sampler that does not ask for the process only unmasks; what is wrong with it under a process without a mask.</summary>
    private List<UserError> Unmasking(CellConfiguration configuration, Dictionary<string, Made> components, Shape shape)
    {
        if (components.GetValueOrDefault("process")?.Instance is not IForwardProcess process || !configuration.Sections.TryGetValue(Sections.Sampler, out var sampler)
            || factory.Ask(configuration.Sections["process"], "say how many symbols it has", () => process.HasMask(shape))
            || factory.Asks(sampler).Contains(typeof(IForwardProcess)))
        {
            return [];
        }

        var problems = new Problems();
        problems.Add($"the sampler '{sampler.Plugin.Name}' only unmasks, and the process '{configuration.Sections["process"].Plugin.Name}' has no mask; take a sampler of continuous time, such as tau-leaping, or the process masked.");
        return [.. Locate(sampler, problems)];
    }

    /// <summary>The sections that say how to sample and that the sampler does not ask for, or has no use for.</summary>
    private List<string> Unheeded(CellConfiguration configuration, ISampler? instance)
    {
        if (instance is null || !configuration.Sections.TryGetValue(Sections.Sampler, out var sampler))
        {
            return [];
        }

        var asked = factory.Asks(sampler).SelectMany(SectionsOf).Except(factory.Ask(sampler, "say which sections it has no use for", () => instance.Unused)).ToHashSet();
        return [.. new[] { Sections.Noise, Sections.Schedule }.Where(section => configuration.Sections.ContainsKey(section) && !asked.Contains(section))];
    }

    /// <summary>The data law, conditioned on the tokens that are given.</summary>
    private Made Data(ComponentConfiguration component)
    {
        var full = Make(Sections.Data, typeof(IDataDistribution), component.Without(GivenOption.Name), [], null);
        return component.Options[GivenOption.Name] is not JsonObject option ? full : Kept($"{full.Key}\n{CanonicalText.Of(option)}", null, key =>
        {
            if (full.Errors.Count > 0 || full.Instance is not IDataDistribution law)
            {
                return full with { Key = key, Instance = null, Shape = null };
            }

            var problems = new Problems();
            var given = factory.Ask(component, "read the given tokens", () => GivenReading.Read(option, law, component.Plugin.Name, problems));
            var conditioned = given is null ? null : factory.Ask(component, "be conditioned on the given tokens", () => Conditioned.Of(law, given, problems));
            return new Made(key, conditioned, [.. Locate(component, problems)], given?.Free, null) { Given = given, Full = full };
        });
    }

    /// <summary>The predictor; where tokens are given, one of full sequences that is asked with those inserted.</summary>
    private Made Predictor(string section, ComponentConfiguration component, Dictionary<string, Made> components, Shape? shape)
    {
        if (components.GetValueOrDefault(Sections.Data) is not { Full: { } full } data)
        {
            return Make(section, typeof(IMaskPredictor), component, components, shape);
        }

        var made = Make(section, typeof(IMaskPredictor), component, new(components) { [Sections.Data] = full }, full.Shape);
        return Kept($"{made.Key}\n{data.Key}", data.Shape, key => made with
        {
            Key = key,
            Instance = made.Instance is IMaskPredictor predictor && data.Instance is IDataDistribution law ? new ConditionedPredictor(predictor, law, data.Given!) : null,
            Shape = data.Shape,
        });
    }

    private Made? Metric(MetricConfiguration metric, Dictionary<string, Made> components, Shape shape, List<UserError> errors)
    {
        var made = Make($"metrics/{metric.Label}", typeof(IMetric), metric.Component, components, shape);
        errors.AddRange(made.Errors);
        return made.Errors.Count > 0 ? null : made;
    }

    private ComposedMetric Checked(MetricConfiguration metric, Made made, CellConfiguration configuration, Cell cell, bool sound, List<UserError> errors)
    {
        var (component, instance) = (metric.Component, (IMetric)made.Instance!);
        var view = cell.WithSamples(made.Samples);
        var problems = new Problems();
        try
        {
            instance.Check(view, problems);
        }
        catch (Exception failure)
        {
            // Components that are not sound, which has been said, may fail in any way.
            if (sound)
            {
                var whose = factory.Whose(configuration.Plugins, failure) is { } plugin ? $", in {plugin}" : "";
                errors.AddRange(factory.Error(component, $"could not say whether it can be computed: {PluginWords.Message(failure)}{whose}", failure).Errors);
            }
        }

        return new ComposedMetric(metric.Label, component, instance, view, [.. Locate(component, problems)]);
    }

    private Made Make(string place, Type contract, ComponentConfiguration component, Dictionary<string, Made> components, Shape? shape)
    {
        var asks = factory.Asks(component).ToList();
        var sections = asks.SelectMany(SectionsOf).Distinct().Order().ToList();
        var key = string.Join('\n', [place, component.Path, component.Canonical, $"{shape}", .. sections.Select(section => $"{section}={components.GetValueOrDefault(section)?.Key}")]);
        return Kept(key, shape, _ =>
        {
            var needs = asks.Contains(typeof(Shape)) ? sections.Append(Sections.Data) : sections;
            if (needs.Any(section => components.TryGetValue(section, out var asked) && asked.Instance is null))
            {
                // What asks for a component that could not be made is not tried: it would only report that one missing.
                return new Made(key, null, [], shape, null);
            }

            var all = new List<MadeComponent>();
            var instance = factory.Make(component, contract, new Surroundings(shape, at => Services(components, shape, at)), all);
            var own = shape ?? (instance is IDataDistribution data ? ShapeOf(data, component) : null);
            var samples = factory.Ask(component, "say how many samples it draws", () => (instance as ISampler)?.Samples ?? (instance as IMetric)?.SampleCount);
            return new Made(key, instance, Validate(all, own), own, samples);
        });
    }

    /// <summary>What was made for a key before, or is made now; what a plugin threw is kept with it.</summary>
    private Made Kept(string key, Shape? shape, Func<string, Made> make)
    {
        if (_made.TryGetValue(key, out var kept))
        {
            return kept;
        }

        try
        {
            return _made[key] = make(key);
        }
        catch (UserErrorException exception)
        {
            return _made[key] = new Made(key, null, exception.Errors, shape, null);
        }
    }

    /// <summary>The sections whose components decide what a constructor's request gets.</summary>
    private static IEnumerable<string> SectionsOf(Type asked) => asked.IsGenericType && asked.GetGenericTypeDefinition() == typeof(IDerived<>)
        ? ["data", "predictor"]
        : Order.Where(o => o.Contract == asked).Select(o => o.Section);

    /// <summary>What a constructor may ask for.</summary>
    /// <param name="components">The components of other sections.</param>
    /// <param name="shape">The shape of the data law, if it is known.</param>
    /// <param name="at">The shape that the component is made for: that, or a part's.</param>
    private ServiceProvider Services(Dictionary<string, Made> components, Shape? shape, Shape? at)
    {
        var services = new ServiceCollection();
        foreach (var (section, contract) in Order)
        {
            if (components.TryGetValue(section, out var made) && made.Instance is { } instance)
            {
                services.AddSingleton(contract, instance);
            }
        }

        if (shape is { } known)
        {
            services.AddSingleton(typeof(Shape), at!.Value);
            services.AddSingleton(Cell.Upstream(known, components.Where(pair => pair.Value.Instance is not null).ToDictionary(pair => pair.Key, pair => pair.Value.Instance!), _derivations));
            services.AddSingleton(typeof(IDerived<>), at == shape ? typeof(DerivedFromCell<>) : typeof(DerivedOfPart<>));
        }

        return services.BuildServiceProvider();
    }

    /// <summary>The shape that a data law says it has.</summary>
    private Shape ShapeOf(IDataDistribution data, ComponentConfiguration component) => factory.Ask(component, "say its shape", () => data.Shape) is { Length: >= 1, States: >= 2 } shape
        ? shape
        : throw factory.Error(component, $"has sequences of length {data.Shape.Length} over {data.Shape.States} symbols; at least 1 and 2 are expected");

    private List<UserError> Validate(List<MadeComponent> made, Shape? shape)
    {
        var errors = new List<UserError>();
        foreach (var (component, instance, at) in made)
        {
            if ((at ?? shape) is { } known && instance is IValidates validates)
            {
                errors.AddRange(Locate(component, factory.Ask(component, "check its options", () =>
                {
                    var problems = new Problems();
                    validates.Validate(known, problems);
                    return problems;
                })));
            }
        }

        return errors;
    }

    private static IEnumerable<UserError> Locate(ComponentConfiguration component, Problems problems) => problems.All.Select(problem =>
    {
        var location = component.Locate(problem.Option);
        return new UserError(location.Source, location.Path, problem.Message);
    });

    /// <param name="Key">Equal for equal options and surroundings.</param>
    /// <param name="Instance">The component, or null if it could not be made.</param>
    /// <param name="Errors">What is wrong with it.</param>
    /// <param name="Shape">The shape of the data law, once there is one.</param>
    /// <param name="Samples">How many sequences it says to draw, or null.</param>
    private sealed record Made(string Key, object? Instance, IReadOnlyList<UserError> Errors, Shape? Shape, long? Samples)
    {
        /// <summary>Of a data law: the tokens that are given, or null.</summary>
        public GivenTokens? Given { get; init; }

        /// <summary>Of a data law on given tokens: the law of full sequences.</summary>
        public Made? Full { get; init; }
    }
}
