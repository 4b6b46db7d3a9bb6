using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask.Numerics;
using Unmask.Theory;

namespace Unmask.Plugins.Data.Hidden;

/// <summary>Options of <see cref="Hmm"/>.</summary>
/// <param name="Length">Sequence length L.</param>
/// <param name="Transitions">K × K matrix; row = from, column = to.</param>
/// <param name="Emissions">K × S matrix: the law of a token in each hidden state.</param>
/// <param name="Initial">The law of the first hidden state.</param>
public sealed record HmmOptions(
    [Description("Sequence length L, tokens"), Range(1, 10_000_000)] int Length,
    [Description("Transition probabilities of the K hidden states, a K x K matrix, row = from")] double[][] Transitions,
    [Description("Probabilities of the S symbols in each hidden state, a K x S matrix: its columns are the vocabulary")] double[][] Emissions,
    [Description("Probabilities of the first hidden state, K numbers; absent: the stationary law of the transitions")] double[]? Initial = null);

/// <summary>A hidden Markov model: a chain of hidden states, each of which emits a token.</summary>
/// <remarks>
/// <para>Conditionals under any mask by one pass forward and back (<see cref="ForwardBackward"/>), <c>O(L (K² + K S))</c> a sequence. Rows
/// have to sum to 1 within 1e-9 and are then renormalised. A hidden state whose probability given the tokens before falls below 1e-308
/// counts as impossible.</para>
/// <para>No information curve is known in closed form: <c>X_i</c> depends on all revealed tokens. Thread-safe; sampling, probabilities and
/// conditionals allocate nothing once warm.</para>
/// </remarks>
[Plugin(
    "hmm",
    Summary = "Hidden Markov model: a chain of hidden states, each emits a token",
    Equation = "p(x) = Σ_z initial(z_1) Π_i transitions(z_i, z_{i+1}) emissions(z_i, x_i); without initial, the stationary law",
    Reference = "Rabiner 1989",
    Example = """{"length": 8, "transitions": [[0.9, 0.1], [0.2, 0.8]], "emissions": [[0.7, 0.2, 0.1], [0.1, 0.1, 0.8]]}""")]
public sealed class Hmm : IDataDistribution, IJointLaw, IWindowLaw, IConditionalLaw, IFiniteMemory, IValidates
{
    private readonly HmmOptions _options;
    private readonly Lazy<HiddenChain> _chain;
    private readonly Lazy<ForwardBackward> _pass;

    /// <summary>Creates the law; nothing is computed yet.</summary>
    public Hmm(HmmOptions options)
    {
        _options = options;
        Shape = new Shape(options.Length, options.Emissions is [{ Length: > 1 } first, ..] ? first.Length : 2);
        _chain = new(Build);
        _pass = new(() => new ForwardBackward(_chain.Value));
    }

    /// <inheritdoc/>
    public Shape Shape { get; }

    /// <inheritdoc/>
    public ITransferLaw Memory => _chain.Value;

    private int Hidden => _options.Transitions.Length;

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        if (Hidden == 0 || _options.Emissions is not [{ Length: > 1 }, ..])
        {
            problems.Add(Hidden == 0 ? "transitions" : "emissions", Hidden == 0
                ? "Expected a row for each hidden state, at least one, got none."
                : "Expected a row for each hidden state, of a probability for each of at least 2 symbols.");
            return;
        }

        var before = problems.All.Count;
        ProbabilityRows.Check(_options.Transitions, Hidden, Hidden, "transitions", problems, "hidden state", "hidden state");
        if (_options.Initial is { } initial)
        {
            ProbabilityRows.Check(initial, Hidden, "initial", problems, "hidden state");
        }
        else if (problems.All.Count == before && StationaryLaw.Of(ProbabilityRows.Flatten(_options.Transitions), Hidden) is null)
        {
            problems.Add("initial", "Expected the probabilities of the first hidden state: the stationary law of these transitions is not unique, some hidden states never lead to some others.");
        }

        ProbabilityRows.Check(_options.Emissions, Hidden, Shape.States, "emissions", problems, "hidden state");
    }

    /// <inheritdoc/>
    public void Sample(ref RandomStream random, Span<int> x) => _chain.Value.Sample(ref random, x);

    /// <inheritdoc/>
    public double LogProbability(ReadOnlySpan<int> x) => _pass.Value.LogWeight(x);

    /// <inheritdoc/>
    public void Window(int start, int length, Span<double> law) => _pass.Value.Window(start, length, law);

    /// <inheritdoc/>
    public void Conditionals(in Query query, Span<double> rows, CancellationToken stop) => _pass.Value.Answer(query, rows, stop);

    private HiddenChain Build()
    {
        var transitions = ProbabilityRows.Flatten(_options.Transitions);
        return new HiddenChain(
            Shape,
            _options.Initial is { } initial ? ProbabilityRows.Flatten(initial) : StationaryLaw.Of(transitions, Hidden)!,
            transitions,
            ProbabilityRows.Flatten(_options.Emissions));
    }
}
