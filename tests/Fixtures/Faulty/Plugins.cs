using Unmask;
using Unmask.Numerics;

namespace Fixture.Faulty;

/// <summary>Two symbols, 6 positions, uniform.</summary>
[Plugin("faulty-data")]
public sealed class FaultyData : IDataDistribution, IJointLaw
{
    private readonly FaultyOptions _options;

    public FaultyData(FaultyOptions options)
    {
        options.Pass("constructor");
        _options = options;
    }

    public Shape Shape
    {
        get
        {
            _options.Pass("shape");
            return new Shape(6, 2);
        }
    }

    public void Sample(ref RandomStream random, Span<int> x)
    {
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = random.NextDouble() < 0.5 ? 0 : 1;
        }

        if (x.IndexOf(0) < 0)
        {
            _options.Pass("all-ones");
        }

        _options.Pass("use");
    }

    public double LogProbability(ReadOnlySpan<int> x)
    {
        _options.Pass("law");
        return -x.Length * Math.Log(2);
    }
}

/// <summary>Uniform rows.</summary>
[Plugin("faulty-predictor")]
public sealed class FaultyPredictor : IMaskPredictor
{
    private readonly FaultyOptions _options;

    public FaultyPredictor(FaultyOptions options)
    {
        options.Pass("constructor");
        _options = options;
    }

    public void Predict(in Query query, Span<double> rows, CancellationToken stop)
    {
        _options.Pass("use");
        rows.Fill(0.5);
    }
}

/// <summary>The first masked position.</summary>
[Plugin("faulty-schedule")]
public sealed class FaultySchedule : ISchedule, IValidates
{
    private readonly FaultyOptions _options;

    public FaultySchedule(FaultyOptions options)
    {
        options.Pass("constructor");
        _options = options;
    }

    public Observes Observes
    {
        get
        {
            _options.Pass("observes");
            return Observes.Tokens;
        }
    }

    public void Validate(Shape shape, Problems problems) => _options.Pass("validate");

    public void Reveal(in Step step, in Rows rows, IChoices choose)
    {
        if (step.Index == 3)
        {
            _options.Pass("use");
        }

        if (step.Index == 5 && step.X[..5].IndexOf(0) < 0)
        {
            _options.Pass("all-ones");
        }

        if (_options.At != "nothing")
        {
            choose.Reveal(step.Masked[0]);
        }
    }
}

/// <summary>As the schedule says.</summary>
[Plugin("faulty-sampler")]
public sealed class FaultySampler : ISampler
{
    private readonly FaultyOptions _options;
    private readonly ISchedule _schedule;

    public FaultySampler(FaultyOptions options, ISchedule schedule)
    {
        options.Pass("constructor");
        (_options, _schedule) = (options, schedule);
    }

    public long Samples
    {
        get
        {
            _options.Pass("samples");
            return 4000;
        }
    }

    public Observes Observes => _schedule.Observes;

    public void Move(in Step step, in Rows rows, IChoices choose)
    {
        _options.Pass("use");
        _schedule.Reveal(step, rows, choose);
    }
}

/// <summary>No jumps at all.</summary>
[Plugin("faulty-process")]
public sealed class FaultyProcess : IForwardProcess
{
    private readonly FaultyOptions _options;

    public FaultyProcess(FaultyOptions options)
    {
        options.Pass("constructor");
        _options = options;
    }

    public int Symbols(int states) => states + 1;

    public void Generator(int states, Span<double> generator) => _options.Pass("use");

    public void Kernel(int states, double b, Span<double> kernel) => kernel.Clear();

    public void Prior(int states, Span<double> prior)
    {
        prior[..states].Clear();
        prior[states] = 1;
    }
}

/// <summary>How many ones there are, from samples, once the process was asked.</summary>
[Plugin("faulty-metric")]
public sealed class FaultyMetric : IMetric
{
    private readonly FaultyOptions _options;

    public FaultyMetric(FaultyOptions options)
    {
        options.Pass("constructor");
        _options = options;
    }

    public void Check(ICell cell, Problems problems) => _options.Pass("check");

    public SampleRequest? Samples(ICell cell)
    {
        _options.Pass("samples");
        return cell.Find<ISampler>() is null ? null : new SampleRequest(cell.Samples, () => new Ones(_options));
    }

    public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
    {
        _options.Pass("use");
        cell.Find<IForwardProcess>()?.Generator(cell.Shape.States, new double[(cell.Shape.States + 1) * (cell.Shape.States + 1)]);
        results.Add("", (seen as Ones)?.Count ?? 0, "samples");
    }

    private sealed class Ones(FaultyOptions options) : ITally
    {
        public long Count { get; private set; }

        public void Add(ReadOnlySpan<int> tokens, int calls)
        {
            options.Pass("tally");
            Count += tokens.Count(1);
        }

        public void Merge(ITally later)
        {
            options.Pass("merge");
            Count += ((Ones)later).Count;
        }
    }
}
