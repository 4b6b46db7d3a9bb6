namespace Unmask.Theory;

/// <summary>The true posterior of the data given noisy tokens, and the true score, of a data law under a forward process (T 2.8).</summary>
/// <remarks>
/// <para>Masked: the law's own conditionals given the revealed tokens, at any time. Without a mask, in this order: token by token where tokens are
/// independent (<see cref="IMarkovOrder"/> 0); by messages where the law has a finite memory (<see cref="IFiniteMemory"/>), at any length; by a table of
/// <c>p_t</c> where the sequences can be enumerated. Else it is refused.</para>
/// <para>Where the tokens cannot occur together nothing is defined; rows then come from the marginals <c>p(X_0^(i))</c>.</para>
/// <para>Tables of the last few times are kept, at most 2^24 numbers or those of one time. Thread-safe; a time that is not kept allocates, others do not.</para>
/// </remarks>
public sealed class ExactDenoising
{
    private readonly Shape _shape;
    private readonly IForwardProcess _process;
    private readonly IDerived<DataLaw>? _law;
    private readonly IConditionalLaw? _conditionals;
    private readonly IWindowLaw? _independent;
    private readonly IFiniteMemory? _memory;
    private readonly Lazy<TokenProcess> _tokens;
    private readonly Recent<Moment> _moments;
    private ForwardLaw? _forwards;

    /// <summary>Prepares a law under a process; nothing is computed yet.</summary>
    /// <param name="data">The data law.</param>
    /// <param name="process">The process.</param>
    /// <param name="law">The data law, enumerated, where it can be.</param>
    public ExactDenoising(IDataDistribution data, IForwardProcess process, IDerived<DataLaw> law)
        : this(data.Shape, process, data.Find<IFiniteMemory>(), data.Find<IMarkovOrder>() is { Order: 0 } ? data.Find<IWindowLaw>() : null) =>
        (_law, _conditionals) = (law, data.Find<IConditionalLaw>());

    /// <summary>Prepares a model of the data that is read with a finite memory, under a process without a mask; nothing is computed yet.</summary>
    /// <param name="shape">Length and vocabulary.</param>
    /// <param name="process">The process.</param>
    /// <param name="memory">The model.</param>
    public ExactDenoising(Shape shape, IForwardProcess process, IFiniteMemory memory)
        : this(shape, process, memory, null)
    {
    }

    private ExactDenoising(Shape shape, IForwardProcess process, IFiniteMemory? memory, IWindowLaw? independent)
    {
        (_shape, _process, _memory, _independent) = (shape, process, memory, independent);
        _tokens = new(() => new TokenProcess(process, shape.States));
        var tables = memory is null && independent is null ? (shape.Length + 1) * shape.Sequences : 0;
        _moments = Recent<Moment>.OfSize(tables + TokenChannel.Numbers(process, shape.States), Make);
    }

    /// <summary>Why it cannot be computed here, with what to try; null if it can. Quick.</summary>
    public string? Refusal => _process.HasMask(_shape)
        ? _conditionals is null
            ? "This data law cannot compute its conditionals. Take one that can, such as potts, markov or table."
            : ScoreRatios.Refusal(_process, _shape.States)
        : _independent is not null || _memory is not null || _law?.Check() is not { Possible: false, Reason: var reason }
            ? null
            : $"Without a mask the exact posterior takes independent tokens, a law with finite memory, such as potts, markov, hmm or text-chain, or one that can be enumerated, which this is not: {reason?.TrimEnd('.')}. Try fewer tokens, another data law, or the process masked.";

    /// <summary>Writes <c>p(X_0^(i) = · | X_t = x)</c>.</summary>
    /// <param name="b">B(t) ≥ 0; may be infinite.</param>
    /// <param name="query">The noisy sequences and the positions: under a process with a mask, masked ones.</param>
    /// <param name="rows">Receives probabilities, shape [positions × S].</param>
    /// <param name="stop">Cancels a long computation.</param>
    /// <exception cref="InvalidOperationException">It is refused: <see cref="Refusal"/>.</exception>
    public void Posterior(double b, in Query query, Span<double> rows, CancellationToken stop)
    {
        if (_process.HasMask(_shape))
        {
            Conditionals(query, rows, stop);
            return;
        }

        var moment = At(b, stop);
        for (var k = 0; k < query.Count; k++)
        {
            stop.ThrowIfCancellationRequested();
            var tokens = query.Tokens(k);
            var own = query.RowsOf(k, rows);
            moment.Tokens.Others(tokens, query.Positions(k), own, stop);
            foreach (var i in query.Positions(k))
            {
                moment.Channel.Condition(tokens[i], own[.._shape.States]);
                own = own[_shape.States..];
            }
        }
    }

    /// <summary>Writes the score <c>p_t(x_{i→v})/p_t(x)</c>; without a mask the entry of the symbol that is there is 1.</summary>
    /// <param name="b">B(t) ≥ 0; may be infinite.</param>
    /// <param name="query">The noisy sequences and the positions: under a process with a mask, masked ones.</param>
    /// <param name="ratios">Receives ratios, finite and at least 0, shape [positions × S].</param>
    /// <param name="stop">Cancels a long computation.</param>
    /// <exception cref="InvalidOperationException">It is refused: <see cref="Refusal"/>.</exception>
    public void Score(double b, in Query query, Span<double> ratios, CancellationToken stop)
    {
        if (_process.HasMask(_shape))
        {
            Conditionals(query, ratios, stop);
            ScoreRatios.OfMask(b, ratios);
            return;
        }

        var moment = At(b, stop);
        for (var k = 0; k < query.Count; k++)
        {
            stop.ThrowIfCancellationRequested();
            var tokens = query.Tokens(k);
            var own = query.RowsOf(k, ratios);
            if (moment.Tokens.TryRatios(tokens, query.Positions(k), own))
            {
                continue;
            }

            moment.Tokens.Others(tokens, query.Positions(k), own, stop);
            foreach (var i in query.Positions(k))
            {
                moment.Channel.Ratios(tokens[i], own[.._shape.States]);
                own = own[_shape.States..];
            }
        }
    }

    private void Conditionals(in Query query, Span<double> rows, CancellationToken stop) =>
        (_conditionals ?? throw new InvalidOperationException(Refusal)).Conditionals(query, rows, stop);

    private Moment At(double b, CancellationToken stop)
    {
        if (_independent is null && _memory is null && _forwards is null)
        {
            _forwards = new ForwardLaw(_process, _law!.Get(stop));
        }

        return _moments.Get(b);
    }

    private Moment Make(double b)
    {
        var channel = new TokenChannel(_tokens.Value, b);
        return new Moment(
            channel,
            _independent is not null ? new IndependentTokens(_independent, _shape.States)
            : _memory is not null ? new TransferTokens(_memory, channel)
            : new EnumeratedTokens(_forwards!, channel));
    }

    private sealed record Moment(TokenChannel Channel, INoisyTokens Tokens);
}
