using Unmask;
using Unmask.Numerics;

namespace Fixture;

/// <summary>Its rows sum to 1.5, are negative, or not a number.</summary>
[Plugin("no-law")]
public sealed class NoLaw(NoLawOptions options) : IMaskPredictor
{
    public void Predict(in Query query, Span<double> rows, CancellationToken stop)
    {
        rows.Fill(1.0 / query.Shape.States);
        (rows[0], rows[1]) = (options.First, options.Second);
    }
}

public sealed record NoLawOptions(double First, double Second);

/// <summary>Asks for a section that is made after its own.</summary>
[Plugin("early")]
public sealed class Early(ISchedule schedule) : IMaskPredictor
{
    public void Predict(in Query query, Span<double> rows, CancellationToken stop) => throw new InvalidOperationException($"made with {schedule}");
}

/// <summary>Its probabilities sum to a half; it draws a symbol that it does not have.</summary>
[Plugin("half")]
public sealed class Half : IDataDistribution, IJointLaw
{
    public Shape Shape => new(3, 2);

    public double LogProbability(ReadOnlySpan<int> x) => -4 * Math.Log(2);

    public void Sample(ref RandomStream random, Span<int> x) => x.Fill(2);
}

/// <summary>Its conditionals sum to 2, or cannot be had; given tokens it forgets one.</summary>
[Plugin("forgetful")]
public sealed class Forgetful(ForgetfulOptions options) : IDataDistribution, IConditionalLaw, IConditionable
{
    public Shape Shape => new(3, 2);

    public void Sample(ref RandomStream random, Span<int> x) => x.Clear();

    public void Conditionals(in Query query, Span<double> rows, CancellationToken stop) =>
        rows.Fill(options.Row < 0 ? throw new InvalidOperationException("no conditionals today") : options.Row);

    public IDataDistribution? Given(ReadOnlySpan<int> tokens) => this;
}

public sealed record ForgetfulOptions(double Row = 0.5);

/// <summary>One symbol is no vocabulary.</summary>
[Plugin("one-symbol")]
public sealed class OneSymbol : IDataDistribution
{
    public Shape Shape => new(3, 1);

    public void Sample(ref RandomStream random, Span<int> x) => x.Clear();
}

/// <summary>Cannot say its shape.</summary>
[Plugin("shapeless")]
public sealed class Shapeless : IDataDistribution
{
    public Shape Shape => throw new InvalidOperationException("no shape today");

    public void Sample(ref RandomStream random, Span<int> x) => x.Clear();
}
