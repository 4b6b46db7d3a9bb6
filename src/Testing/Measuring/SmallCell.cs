using System.Collections.Concurrent;
using Unmask.Interpretation;

namespace Unmask.Testing;

/// <summary>A cell small enough to derive everything by plain enumeration, or the same cell behaving as one that is too large for it.</summary>
/// <param name="name">What is particular about it.</param>
/// <param name="data">The data law.</param>
/// <param name="predictor">The predictor, or null for a pipeline without one.</param>
/// <param name="schedule">The schedule, or null.</param>
/// <param name="sampler">The sampler, or null.</param>
/// <param name="enumerable">Whether laws can be enumerated; if not, estimates are all there is.</param>
/// <param name="samples">How many sequences estimates draw.</param>
/// <param name="further">Makes the cell that is asked for what this one does not have, or null.</param>
internal sealed class SmallCell(
    string name, TableLaw data, IMaskPredictor? predictor, ISchedule? schedule, ISampler? sampler, bool enumerable = true, long samples = 4000, Func<ICell, bool, ICell?>? further = null) : ICell
{
    private ICell? _further;

    private readonly ConcurrentDictionary<(Type Quantity, string Method), Lazy<object>> _kept = new();
    private int _derivations;

    public Shape Shape => data.Shape;

    public long Samples => samples;

    public ulong Seed => 7;

    /// <summary>How often something was derived.</summary>
    public int Derivations => _derivations;

    /// <summary>The sampler with its predictor.</summary>
    public SamplingRule Rule => new(Shape, sampler!, predictor!);

    /// <summary>The same cell where nothing can be enumerated.</summary>
    public SmallCell BeyondEnumeration() => new($"{name}, beyond enumeration", data, predictor, schedule, sampler, false, samples, further);

    /// <summary>The same cell with a metric's own number of samples.</summary>
    public SmallCell WithSamples(long? count) => count is { } own ? new(name, data, predictor, schedule, sampler, enumerable, own, further) : this;

    /// <summary>The same cell with another one to ask for what it does not have.</summary>
    public SmallCell With(Func<ICell, bool, ICell?> further) => new(name, data, predictor, schedule, sampler, enumerable, samples, further);

    private ICell? Further => _further ??= further?.Invoke(this, enumerable);

    public T? Find<T>() where T : class
    {
        object? component = typeof(T) switch
        {
            var type when type == typeof(IDataDistribution) => data,
            var type when type == typeof(IMaskPredictor) => predictor,
            var type when type == typeof(ISchedule) => schedule,
            var type when type == typeof(ISizeLaw) => schedule?.Find<ISizeLaw>(),
            var type when type == typeof(ISampler) => sampler,
            var type when type == typeof(IForwardProcess) || type == typeof(INoiseSchedule) || type == typeof(IScoreEstimator) => Further?.Find<T>(),
            var type => throw new ArgumentException($"{type.Name} is no contract of a section; ask a component for its capabilities instead."),
        };
        return component as T;
    }

    public Feasibility Check<T>(string? method = null) where T : class =>
        Methods(typeof(T)).Any(way => method is null || way == method) ? Feasibility.Costs(1)
        : Further?.Check<T>(method) ?? Feasibility.No($"{typeof(T).Name} cannot be had in {this}");

    public Derived<T> Derive<T>(CancellationToken stop, string? method = null) where T : class
    {
        Interlocked.Increment(ref _derivations);
        if (Methods(typeof(T)).FirstOrDefault(way => method is null || way == method) is not { } way)
        {
            return Further?.Derive<T>(stop, method) ?? throw new OutOfReachException(Check<T>(method).Reason!);
        }

        return new Derived<T>((T)_kept.GetOrAdd((typeof(T), way), key => new(() => Compute(key.Quantity, key.Method))).Value, way);
    }

    public override string ToString() => $"the cell '{name}' ({Words.Of(Shape)})";

    /// <summary>The methods that a quantity can be had by, the preferred one first.</summary>
    private IEnumerable<string> Methods(Type quantity)
    {
        var runs = predictor is not null && sampler is not null;
        return quantity switch
        {
            _ when quantity == typeof(InformationCurve) => ["curve"],
            _ when quantity == typeof(DataLaw) && enumerable => ["law"],
            _ when quantity == typeof(CrossEntropyCurve) && enumerable && predictor is not null => ["law"],
            _ when quantity == typeof(EstimatedCurve) && predictor is not null => ["samples"],
            _ when quantity == typeof(SizeVisits) && Find<ISizeLaw>() is not null => ["recursion"],
            _ when quantity == typeof(GeneratedLaw) && enumerable && runs => ["law"],
            _ when quantity == typeof(OrderedDivergence) && runs => enumerable ? ["law", "replay"] : ["replay"],
            _ when quantity == typeof(MarginalDivergence) && runs && !sampler!.Revises => ["condition"],
            _ => [],
        };
    }

    private object Compute(Type quantity, string method) => quantity switch
    {
        _ when quantity == typeof(InformationCurve) => MaskAverage.Information(data),
        _ when quantity == typeof(DataLaw) => Law,
        _ when quantity == typeof(CrossEntropyCurve) => CrossEntropy(),
        _ when quantity == typeof(EstimatedCurve) => CurveEstimation.Run(CurveTask.Of(Shape, data, predictor, MaskAverage.Information(data)), Seed, samples, CancellationToken.None),
        _ when quantity == typeof(SizeVisits) => Visits(),
        _ when quantity == typeof(GeneratedLaw) => Enumerating.Law(Rule, CancellationToken.None),
        _ when quantity == typeof(MarginalDivergence) => Condition(),
        _ when method == "law" => ReplayingAll.Divergence(Rule, new MaskedMarginals(Law, CancellationToken.None), CancellationToken.None),
        _ => Replay(),
    };

    private DataLaw Law => new(Shape, data.Probabilities.ToArray());

    private CrossEntropyCurve CrossEntropy()
    {
        var excess = MaskAverage.Of(data, (x, i) =>
        {
            var row = new double[Shape.States];
            predictor!.Predict(new Query(Shape, x, [0, 1], [i]), row, CancellationToken.None);
            return Numerics.Entropies.Divergence(data.Conditional(x, i), row);
        });
        return new CrossEntropyCurve(MaskAverage.Information(data), excess);
    }

    private SizeVisits Visits()
    {
        var visits = new List<SizeVisit>();
        var current = new SortedDictionary<int, double> { [Shape.Length] = 1 };
        for (var step = 0; current.Count > 0; step++)
        {
            var next = new SortedDictionary<int, double>();
            foreach (var (left, probability) in current.Reverse())
            {
                foreach (var (k, p) in SizesAsked.Of(Find<ISizeLaw>()!, step, left).Law.Index().Where(size => size.Item > 0))
                {
                    visits.Add(new SizeVisit(step, Shape.Length - left, k + 1, probability * p));
                    if (left > k + 1)
                    {
                        next[left - k - 1] = next.GetValueOrDefault(left - k - 1) + (probability * p);
                    }
                }
            }

            current = next;
        }

        return new SizeVisits(Shape.Length, visits);
    }

    private OrderedDivergence Replay()
    {
        var moments = Replayed.Divergence(Rule, data, Seed, samples, CancellationToken.None);
        return new OrderedDivergence(moments.Mean, null, moments.StandardError, samples);
    }

    private MarginalDivergence Condition()
    {
        var (conditioning, moments) = (new SequenceConditioning(Rule, 1, double.PositiveInfinity), default(Moments));
        for (var sample = 0L; sample < samples; sample++)
        {
            DataSequence.Draw(data, Seed, sample, Shape.States, conditioning.Given(0), CancellationToken.None);
            conditioning.Run(1, CancellationToken.None);
            moments += Moments.Of(data.LogProbability(conditioning.Given(0)) - conditioning.LogProbability(0));
        }

        return new MarginalDivergence(moments.Mean, moments.StandardError, samples);
    }
}
