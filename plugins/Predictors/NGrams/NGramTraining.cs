using System.Globalization;
using Unmask.Theory;

namespace Unmask.Plugins.Predictors.NGrams;

/// <summary>What an n-gram model is trained on: found to be usable, counted and smoothed when first needed.</summary>
internal sealed class NGramTraining
{
    /// <summary>The most numbers that a model, or one call, may hold: half a gigabyte.</summary>
    private const double MostNumbers = 1 << 26;

    private readonly NGramOptions _options;
    private readonly Shape _shape;
    private readonly ITokenizer? _tokenizer;
    private readonly Lazy<GramLevel[]> _levels;
    private readonly Lazy<ContextChain> _model;

    public NGramTraining(NGramOptions options, IDataDistribution data)
    {
        (_options, _shape, _tokenizer) = (options, data.Shape, data.Find<ITokenizer>());
        _levels = new(Count);
        _model = new(Make);
    }

    /// <summary>The model.</summary>
    /// <exception cref="InvalidDataException">It is too large, or what it is trained on has changed since it was found usable.</exception>
    public ContextChain Model => _model.Value;

    /// <summary>Reports what is wrong with the options and with what they name.</summary>
    public void Validate(Problems problems)
    {
        var before = problems.All.Count;
        Belongs("pseudoCount", _options.PseudoCount, Smoothing.Additive, "additive", problems);
        Belongs("discount", _options.Discount, Smoothing.KneserNey, "kneserNey", problems);
        if (Math.Pow(_shape.States, _options.Order) > GramCounts.MostGrams)
        {
            problems.Add("order", $"Grams of {_options.Order} out of {_shape.States} symbols are {Math.Pow(_shape.States, _options.Order):G3} different ones, too many to number (at most {GramCounts.MostGrams:G3}). Take a lower order.");
        }
        else if ((_options.Files is null) == (_options.Counts is null))
        {
            problems.Add($"Expected either files or counts to train on, got {(_options.Files is null ? "neither" : "both")}.");
        }
        else if (_options.Files is { } files)
        {
            ValidateFiles(files, problems);
        }

        if (problems.All.Count == before)
        {
            ValidateSize(problems);
        }
    }

    private void Belongs(string option, double? value, Smoothing owner, string name, Problems problems)
    {
        if (value is not null && _options.Smoothing != owner)
        {
            problems.Add(option, $"This option belongs to the smoothing '{name}'. Leave it out, or take \"smoothing\": \"{name}\".");
        }
    }

    private void ValidateFiles(string[] files, Problems problems)
    {
        if (_tokenizer is null)
        {
            problems.Add("files", "This data law does not say how text becomes its symbols. Take a data law that does (text, text-chain), or train on counts.");
            return;
        }

        try
        {
            if (!files.Any(file => _tokenizer.Symbols(file).Skip(_options.Order - 1).Any()))
            {
                problems.Add("files", $"Expected text of at least {_options.Order} symbols to count grams of {_options.Order} in; found fewer in {(files.Length == 0 ? "no file" : string.Join(", ", files))}.");
            }
        }
        catch (InvalidDataException error)
        {
            problems.Add("files", error.Message);
        }
    }

    // Text is counted here only where its length does not show that the model is small enough.
    private void ValidateSize(Problems problems)
    {
        try
        {
            if (_options.Files is not { } files || TooLarge(MostContexts(files.Sum(file => new FileInfo(file).Length))) is not null)
            {
                var contexts = NGramChain.Contexts(new ContextNodes(_levels.Value), _options.Order);
                if (TooLarge(contexts) is { } problem)
                {
                    problems.Add("order", problem);
                }
            }
        }
        catch (InvalidDataException error)
        {
            problems.Add(_options.Counts is null ? "files" : "counts", error.Message);
        }
    }

    /// <summary>The most contexts that a text of so many symbols can have.</summary>
    private double MostContexts(double symbols) =>
        Enumerable.Range(0, _options.Order).Sum(length => Math.Min(Math.Pow(_shape.States, length), 2 * symbols) * (_options.Order - length));

    private string? TooLarge(double contexts)
    {
        var (length, states) = _shape;
        var culture = CultureInfo.InvariantCulture;
        return contexts * states > MostNumbers
            ? string.Create(culture, $"An order of {_options.Order} has {contexts:N0} contexts here, {contexts * states:N0} probabilities of {states} symbols; at most {MostNumbers:N0}. Take a lower order or less text.")
            : contexts * length > MostNumbers
                ? string.Create(culture, $"An order of {_options.Order} has {contexts:N0} contexts here, and a pass over {length} tokens may keep {contexts * length:N0} numbers; at most {MostNumbers:N0}. Take a lower order, less text or shorter sequences.")
                : null;
    }

    private GramLevel[] Count()
    {
        var counts = new GramCounts(_shape.States, _options.Order);
        if (_options.Counts is { } file)
        {
            counts.AddFile(file);
        }

        foreach (var text in _options.Files ?? [])
        {
            counts.Add(_tokenizer!.Symbols(text));
        }

        return counts.Levels();
    }

    private ContextChain Make()
    {
        var nodes = new ContextNodes(_levels.Value);
        return TooLarge(NGramChain.Contexts(nodes, _options.Order)) is { } problem
            ? throw new InvalidDataException(problem)
            : NGramChain.Of(_levels.Value, nodes, Smoothed());
    }

    private ISmoothing Smoothed() => _options.Smoothing switch
    {
        Smoothing.KneserNey => new KneserNey(_levels.Value, _options.Discount),
        Smoothing.Additive => new Additive(_options.PseudoCount ?? 1),
        _ => new WittenBell(),
    };
}
