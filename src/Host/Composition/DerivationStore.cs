using Microsoft.Extensions.DependencyInjection;
using Unmask.Host.Derivations;
using Unmask.Interpretation;
using Unmask.Theory;

namespace Unmask.Host.Composition;

/// <summary>The registered ways to derive quantities, and what was derived so far.</summary>
/// <remarks>
/// A value is kept with the components its derivation looked at, so cells of a sweep that share those components share it:
/// one curve serves every schedule. So is what turns out to be out of reach only while it is derived: it is not tried again. Thread-safe; a
/// value may be computed twice if two threads ask at once, with equal results.
/// </remarks>
internal sealed class DerivationStore
{
    private readonly IServiceProvider _services = Register(new ServiceCollection()).BuildServiceProvider();
    private readonly Dictionary<(Type Quantity, string Method), ByComponents<Entry>> _kept = [];
    private readonly Dictionary<(Type Quantity, string Method), ByComponents<string>> _outOfReach = [];
    private int _foundOutOfReach;

    /// <summary>How often a derivation found out while it ran that its quantity is out of reach.</summary>
    public int FoundOutOfReach => Volatile.Read(ref _foundOutOfReach);

    private static ServiceCollection Register(ServiceCollection services)
    {
        services.AddSingleton<IDerivation<DataLaw>, EnumeratedDataLaw>();
        services.AddSingleton<IDerivation<MaskedMarginals>, SummedMarginals>();
        services.AddSingleton<IDerivation<InformationCurve>, OwnInformationCurve>();
        services.AddSingleton<IDerivation<InformationCurve>, EnumeratedInformationCurve>();
        services.AddSingleton<IDerivation<CrossEntropyCurve>, MappedCrossEntropyCurve>();
        services.AddSingleton<IDerivation<CrossEntropyCurve>, EnumeratedCrossEntropyCurve>();
        services.AddSingleton<IDerivation<EstimatedCurve>, SampledCurve>();
        services.AddSingleton<IDerivation<SizeVisits>, RecursedVisits>();
        services.AddSingleton<IDerivation<SetSums>, RecursedSetSums>();
        services.AddSingleton<IDerivation<GeneratedLaw>, EnumeratedGeneratedLaw>();
        services.AddSingleton<IDerivation<OrderedDivergence>, CurveDivergence>();
        services.AddSingleton<IDerivation<OrderedDivergence>, ReplayedLawDivergence>();
        services.AddSingleton<IDerivation<OrderedDivergence>, ReplayDivergence>();
        services.AddSingleton<IDerivation<OrderedDivergence>, SampledCurveDivergence>();
        services.AddSingleton<IDerivation<MarginalDivergence>, ConditionedDivergence>();
        services.AddSingleton<IDerivation<Forecast>, SeenForecast>();
        services.AddSingleton<IDerivation<EvidenceBound>, ReplayBound>();
        services.AddSingleton<IDerivation<ReverseChain>, EnumeratedReverseChain>();
        services.AddSingleton<IDerivation<ScoreLosses>, IntegratedLosses>();
        services.AddSingleton<IDerivation<ScoreLosses>, SampledLosses>();
        services.AddSingleton<IDerivation<DenoisingLoss>, SampledDenoising>();
        return services;
    }

    /// <summary>The methods that apply to a cell, exact ones first, then by cost; or the reasons why none does.</summary>
    public (IReadOnlyList<(IDerivation<T> Derivation, double Cost)> Possible, string Reasons) Methods<T>(IComposed cell, string? method) where T : class
    {
        var possible = new List<(IDerivation<T> Derivation, double Cost)>();
        var reasons = new List<string>();
        foreach (var derivation in _services.GetServices<IDerivation<T>>())
        {
            if (method is not null && derivation.Method != method)
            {
                continue;
            }

            var feasibility = derivation.Check(cell);
            feasibility += feasibility.Possible && Kept(_outOfReach, (typeof(T), derivation.Method), cell) is { } reason ? Feasibility.No(reason) : Feasibility.Costs(0);
            if (feasibility.Possible)
            {
                possible.Add((derivation, feasibility.Cost!.Value));
            }
            else if (!reasons.Contains(feasibility.Reason!))
            {
                reasons.Add(feasibility.Reason!);
            }
        }

        return ([.. possible.OrderBy(p => p.Derivation.Estimates).ThenBy(p => p.Cost)], string.Join("; ", reasons));
    }

    /// <summary>The kept value for components equal to the cell's, or a new one.</summary>
    public (Derived<T> Value, IReadOnlyDictionary<string, object> LookedAt) Get<T>(Cell cell, string? method, CancellationToken stop) where T : class
    {
        var (possible, reasons) = Methods<T>(cell, method);
        foreach (var (derivation, _) in possible)
        {
            var key = (typeof(T), derivation.Method);
            if (Kept(_kept, key, cell) is { Value: Derived<T> kept } entry)
            {
                return (kept, entry.LookedAt);
            }

            var watched = new WatchedCell(cell, this);
            try
            {
                var value = new Derived<T>(derivation.Derive(watched, stop), derivation.Method);
                Keep(_kept, key, watched.LookedAt, new Entry(watched.LookedAt, value));
                return (value, watched.LookedAt);
            }
            catch (OutOfReachException outOfReach)
            {
                Keep(_outOfReach, key, watched.LookedAt, outOfReach.Message);
                Interlocked.Increment(ref _foundOutOfReach);
                reasons = reasons.Length == 0 ? outOfReach.Message : $"{reasons}; {outOfReach.Message}";
            }
        }

        throw new OutOfReachException(reasons);
    }

    private TFound? Kept<TFound>(Dictionary<(Type, string), ByComponents<TFound>> all, (Type, string) key, IComposed cell) where TFound : class
    {
        lock (_kept)
        {
            return all.GetValueOrDefault(key)?.Find(cell);
        }
    }

    private void Keep<TFound>(Dictionary<(Type, string), ByComponents<TFound>> all, (Type, string) key, IReadOnlyDictionary<string, object> dependsOn, TFound found) where TFound : class
    {
        lock (_kept)
        {
            if (!all.TryGetValue(key, out var kept))
            {
                all[key] = kept = new ByComponents<TFound>();
            }

            kept.Add(dependsOn, found);
        }
    }

    private sealed record Entry(IReadOnlyDictionary<string, object> LookedAt, object Value);

    /// <summary>A cell that notes what a derivation looks at.</summary>
    private sealed class WatchedCell(Cell cell, DerivationStore derivations) : IComposed
    {
        private readonly Dictionary<string, object> _lookedAt = [];

        public IReadOnlyDictionary<string, object> LookedAt => _lookedAt;

        public Shape Shape => (Shape)Note("shape");

        public long Samples => (long)Note("samples");

        public ulong Seed => (ulong)Note("seed");

        public IReadOnlyDictionary<string, IMetric> Metrics => (IReadOnlyDictionary<string, IMetric>)Note("metrics");

        public T? Find<T>() where T : class
        {
            Note(cell.Section(typeof(T)));
            return cell.Find<T>();
        }

        public Feasibility Check<T>(string? method) where T : class => Cell.Feasibility(derivations.Methods<T>(this, method));

        public Derived<T> Derive<T>(CancellationToken stop, string? method) where T : class
        {
            var (value, lookedAt) = derivations.Get<T>(cell, method, stop);
            foreach (var (key, seen) in lookedAt)
            {
                _lookedAt[key] = seen;
            }

            return value;
        }

        public object Look(string what) => Note(what);

        private object Note(string what) => _lookedAt[what] = cell.Look(what);
    }
}
