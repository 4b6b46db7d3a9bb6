namespace Unmask.Interpretation;

/// <summary>What the steps of a batch of sequences are shown: the predictor's rows, or the score's ratios at a time, as each step says.</summary>
/// <remarks>All memory is kept from batch to batch. Not thread-safe.</remarks>
internal sealed class StepRows
{
    private readonly SamplingRule _rule;
    private readonly PredictionBatch _rows;
    private readonly ScoreBatch? _ratios;
    private readonly Observes[] _looks;
    private readonly int[] _every;
    private readonly bool _ahead;

    /// <summary>Creates an empty batch.</summary>
    /// <param name="rule">The sampler with what it draws from.</param>
    /// <param name="capacity">The most sequences.</param>
    /// <param name="ahead">Whether rows of masked positions are asked for though a step is not shown them: where every outcome is followed, most are needed.</param>
    public StepRows(SamplingRule rule, int capacity, bool ahead)
    {
        (_rule, _ahead) = (rule, ahead);
        _rows = new PredictionBatch(rule.Shape, rule.Predictor, capacity, observed: true);
        _ratios = rule.Scores(capacity);
        _looks = new Observes[capacity];
        _every = [.. Enumerable.Range(0, rule.Shape.Length)];
    }

    /// <summary>How many sequences are in the batch.</summary>
    public int Count => _rows.Count;

    /// <summary>The section of the plugin that is being asked, or was last.</summary>
    public string Asking { get; private set; } = "predictor";

    /// <summary>Starts a new batch.</summary>
    public void Clear()
    {
        _rows.Clear();
        _ratios?.Clear();
    }

    /// <summary>Adds a sequence that a step follows for.</summary>
    /// <param name="tokens">Its tokens, whether the step observes them or not.</param>
    /// <param name="step">The step, as the sampler sees it.</param>
    public void Add(ReadOnlySpan<int> tokens, in Step step)
    {
        var looks = _rule.Looks(step);
        var isScored = looks == Observes.Scores;
        var time = isScored ? _rule.Time(step) : 0;
        _looks[_rows.Count] = looks;
        _ratios?.Add(tokens, isScored ? _rule.Jumping(step.Masked, _every) : [], time);
        _rows.Add(tokens, looks == Observes.EveryRow ? _every : looks == Observes.Rows || (_ahead && !isScored) ? step.Masked : []);
    }

    /// <summary>Asks the predictor and the score about the whole batch.</summary>
    public void Predict(CancellationToken stop)
    {
        Asking = "predictor";
        _rows.Predict(stop);
        if (_ratios is not null)
        {
            Asking = "score";
            _ratios.Predict(stop);
        }
    }

    /// <summary>What the step of sequence <paramref name="a"/> looks at.</summary>
    public Observes Looks(int a) => _looks[a];

    /// <summary>The tokens of sequence <paramref name="a"/>.</summary>
    public ReadOnlySpan<int> Tokens(int a) => _rows.Tokens(a);

    /// <summary>What the step of sequence <paramref name="a"/> is shown. Valid until the next call.</summary>
    public Rows Shown(int a) => _looks[a] switch
    {
        Observes.Rows or Observes.EveryRow => _rows.Rows(a),
        Observes.Scores => _ratios!.Rows(a),
        _ => default,
    };

    /// <summary>Whether the law of a position's token is here: a row that was asked for, or ratios.</summary>
    public bool Has(int a, int position) => _looks[a] == Observes.Scores || _rows.Asked(a, position, out _);

    /// <summary>The law of a position's token, which is here: a row, or the ratios normalised. Valid until the next call.</summary>
    public ReadOnlySpan<double> Law(int a, int position)
    {
        if (_looks[a] == Observes.Scores)
        {
            return _ratios!.Law(a, position);
        }

        _rows.Asked(a, position, out var m);
        return _rows.Row(a, m);
    }

    /// <summary>The calls that sequence <paramref name="a"/> took.</summary>
    public int Calls(int a) => _rows.Calls(a) + (_ratios?.Calls(a) ?? 0);
}
