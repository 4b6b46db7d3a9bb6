using Unmask.Host.Plugins;

namespace Unmask.Host.Configuration;

/// <summary>Reads the lines to fit through the results.</summary>
/// <param name="axes">The sweep's axes.</param>
/// <param name="labels">The metrics' labels.</param>
/// <param name="values">Reads texts and words.</param>
/// <param name="errors">Receives what is wrong.</param>
internal sealed class FitReader(IReadOnlyList<string> axes, IReadOnlyList<string> labels, OptionValueReader values, ErrorList errors)
{
    /// <summary>What is not a name but has a meaning on the horizontal axis: <c>L/T − 1</c>.</summary>
    public const string StepRatio = "length/steps-1";

    private const string Logarithmic = "log";

    /// <summary>What a fit is made of.</summary>
    public static IReadOnlyList<OptionSchema> Options { get; } =
    [
        new("of", new OptionType(OptionKind.Text), true, null, null, null, "the value on the vertical axis, such as kl or bounds.theorem1"),
        new("against", new OptionType(OptionKind.Text), true, null, null, null, $"an axis such as schedule:steps, a value's name, or {StepRatio}"),
        new("scale", new OptionType(OptionKind.Choice) { Choices = [Logarithmic, "linear"] }, false, Logarithmic, null, null, "log takes both in logarithms: the slope is an exponent"),
    ];

    /// <summary>The fits, in the order they were written.</summary>
    public IReadOnlyList<FitConfiguration> Read(SourceNode? fits)
    {
        if (fits is not null && fits.Children is null)
        {
            errors.Add(fits, $"got {fits.Describe()}; expected an object with a label for each fit, such as {{\"slope\": {{\"of\": \"kl\", \"against\": \"schedule:steps\"}}}}");
        }

        return [.. fits?.Children?.Select(fit => Fit(fit.Key, fit.Value)).OfType<FitConfiguration>() ?? []];
    }

    private FitConfiguration? Fit(string label, SourceNode fit)
    {
        if (fit.Children is null)
        {
            errors.Add(fit, $"got {fit.Describe()}; expected an object with 'of' and 'against'");
            return null;
        }

        var names = Options.Select(option => option.Name).ToList();
        foreach (var (key, child) in fit.Children.Where(child => !names.Contains(child.Key)))
        {
            errors.Add(child, $"a fit has no '{key}'{OptionText.DidYouMean(key, names)} (it has {OptionText.Words(names)})");
        }

        var of = Text(fit, Options[0]);
        var against = Text(fit, Options[1]);
        var scale = Text(fit, Options[2]);
        if (of is not null && !IsValue(of))
        {
            errors.Add(fit["of"]!, $"'{of}' is no value of a metric{OptionText.DidYouMean(of, labels)} (metrics: {OptionText.Words(labels)})");
        }

        var axis = against is null ? null : axes.FirstOrDefault(name => name == against || name == KeyPath.Normalise(against));
        if (against is not null && axis is null && against != StepRatio && !IsValue(against))
        {
            List<string> known = [.. axes, .. labels, StepRatio];
            errors.Add(fit["against"]!, $"'{against}' is no axis and no value of a metric{OptionText.DidYouMean(against, known)} (known: {OptionText.Words(known)})");
        }

        return of is null || against is null || scale is null ? null : new FitConfiguration(label, of, axis ?? against, scale == Logarithmic);
    }

    private string? Text(SourceNode fit, OptionSchema option)
    {
        if (fit[option.Name] is { } child)
        {
            return values.TryRead(child, option, out var value) ? value!.GetValue<string>() : null;
        }

        if (option.Required)
        {
            errors.Add(fit, $"needs '{option.Name}': {option.Description}");
        }

        return option.Default?.GetValue<string>();
    }

    private bool IsValue(string name) => labels.Contains(name.Split('.')[0]);
}
