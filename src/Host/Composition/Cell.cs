using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Reflection;

namespace Unmask.Host.Composition;

/// <summary>One composed pipeline.</summary>
/// <param name="shape">Length and vocabulary.</param>
/// <param name="components">The components by section.</param>
/// <param name="seed">The seed of the random streams.</param>
/// <param name="samples">How many sequences estimating metrics draw.</param>
/// <param name="derivations">The ways to derive quantities, shared by all cells of a run.</param>
internal sealed class Cell(Shape shape, IReadOnlyDictionary<string, object> components, ulong seed, long samples, DerivationStore derivations) : IComposed
{
    /// <summary>How many data sequences a curve is estimated from for plugins and plans, unless told otherwise.</summary>
    public const long CurveSamples = 256;

    /// <summary>No run can have this seed, so a plugin's estimate is never made from the sequences that metrics judge it by.</summary>
    private const ulong PluginSeed = 1UL << 63;

    private static readonly ConcurrentDictionary<Type, string> Sections = new();
    private static readonly object Absent = new();

    /// <summary>What plugins derive from (<see cref="IDerived{T}"/>): a cell of the data law and the predictor among these components.</summary>
    public static Cell Upstream(Shape shape, IReadOnlyDictionary<string, object> components, DerivationStore derivations) =>
        new(shape, components.Where(pair => pair.Key is "data" or "predictor").ToDictionary(), PluginSeed, CurveSamples, derivations);

    /// <summary>The same of this cell's own.</summary>
    public Cell Upstream() => Upstream(shape, components, derivations);

    public Shape Shape => shape;

    public long Samples => samples;

    public ulong Seed => seed;

    public IReadOnlyDictionary<string, IMetric> Metrics { get; init; } = ReadOnlyDictionary<string, IMetric>.Empty;

    /// <summary>This cell with another number of samples: a metric's own.</summary>
    public Cell WithSamples(long? count) => count is { } own ? new(shape, components, seed, own, derivations) { Metrics = Metrics } : this;

    public T? Find<T>() where T : class =>
        components.GetValueOrDefault(Section(typeof(T))) is { } component
            ? component as T ?? (component as ICapable)?.Find<T>()
            : null;

    public Feasibility Check<T>(string? method) where T : class => Feasibility(derivations.Methods<T>(this, method));

    public Derived<T> Derive<T>(CancellationToken stop, string? method) where T : class => derivations.Get<T>(this, method, stop).Value;

    /// <summary>How often, in all cells, a derivation found out while it ran that its quantity is out of reach.</summary>
    public int FoundOutOfReach => derivations.FoundOutOfReach;

    public object Look(string what) => what switch
    {
        "shape" => shape,
        "samples" => samples,
        "seed" => seed,
        "metrics" => Metrics,
        _ => components.GetValueOrDefault(what, Absent),
    };

    /// <summary>The section that answers for a contract: sizes are the sampler's to tell, which may take no schedule, or heed it in its own way.</summary>
    internal string Section(Type contract) => contract == typeof(ISizeLaw) && components.ContainsKey("sampler") ? "sampler" : SectionOf(contract);

    /// <summary>The section a contract fills.</summary>
    private static string SectionOf(Type contract) => Sections.GetOrAdd(contract, type => type.GetCustomAttribute<SectionAttribute>()?.Name
        ?? throw new ArgumentException($"{type.Name} is no contract of a section; ask a component for its capabilities instead."));

    /// <summary>The cheapest cost, or the reasons.</summary>
    internal static Feasibility Feasibility<T>((IReadOnlyList<(IDerivation<T> Derivation, double Cost)> Possible, string Reasons) methods) where T : class =>
        methods.Possible.Count > 0 ? Unmask.Feasibility.Costs(methods.Possible[0].Cost) : Unmask.Feasibility.No(methods.Reasons);
}
