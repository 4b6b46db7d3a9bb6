using System.CommandLine;
using System.Text.RegularExpressions;
using Unmask.Host.Configuration;

namespace Unmask.Host.Commands;

/// <summary>Takes the overrides of the configuration out of a command line.</summary>
/// <remarks>
/// <c>a:b=v</c>, <c>a.b=v</c>, <c>--a:b=v</c> and <c>--a:b v</c> mean the same. The command's own options come first; a word
/// with a slash before its <c>=</c> is a path; after <c>--</c> nothing is an override. A value is any text, also <c>-5</c> or
/// <c>x=y</c>; one that begins with <c>--</c> has to follow a <c>=</c>.
/// </remarks>
internal static partial class OverrideTokens
{
    private const string Source = "command line";

    /// <summary>Splits a command line.</summary>
    /// <param name="tokens">All words after the program's name.</param>
    /// <param name="own">The options that the command itself has, inherited ones included.</param>
    /// <returns>The words that are no overrides, and the overrides in the order they were typed, with <c>:</c> between the parts of a key.</returns>
    /// <exception cref="UserErrorException">A key without a value or with an empty part: all of them at once.</exception>
    public static (IReadOnlyList<string> Others, IReadOnlyList<KeyValuePair<string, string>> Overrides) Split(IReadOnlyList<string> tokens, IReadOnlyCollection<Option> own)
    {
        List<string> rest = [];
        List<KeyValuePair<string, string>> overrides = [];
        List<UserError> errors = [];
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token == "--")
            {
                rest.AddRange(tokens.Skip(i));
                break;
            }

            if (OptionOf(token, own) is { } option)
            {
                rest.Add(token);
                if (option.Arity.MinimumNumberOfValues > 0 && IsName(token, option) && i + 1 < tokens.Count)
                {
                    rest.Add(tokens[++i]);
                }
            }
            else if (Assignment().Match(token) is { Success: true } assignment)
            {
                Add(assignment.Groups["key"].Value, assignment.Groups["value"].Value, token);
            }
            else if (token.StartsWith("--", StringComparison.Ordinal))
            {
                var follows = i + 1 < tokens.Count && !tokens[i + 1].StartsWith("--", StringComparison.Ordinal);
                Add(token[2..], follows ? tokens[++i] : "", token);
            }
            else
            {
                rest.Add(token);
            }
        }

        return errors.Count == 0 ? (rest, overrides) : throw new UserErrorException(errors);

        void Add(string key, string value, string token)
        {
            var path = key.Replace('.', ':');
            var problem = path.Split(':').Any(string.IsNullOrWhiteSpace) ? $"'{token}' has an empty part in its key; expected is something like schedule:steps=16"
                : value.Length > 0 ? null
                : token.Contains('=', StringComparison.Ordinal) ? $"'{token}' has no value; for an empty text write {key}='\"\"'"
                : $"'{token}' is no option here{Hint(token, own)}, and as an override it has no value; expected is {key}=value or --{key} value";
            if (problem is null)
            {
                overrides.Add(new KeyValuePair<string, string>(path, value));
            }
            else
            {
                errors.Add(new UserError(Source, "", problem));
            }
        }
    }

    private static Option? OptionOf(string token, IReadOnlyCollection<Option> own) =>
        token.StartsWith('-') ? own.FirstOrDefault(option => IsName(token, option) || IsName(token[..End(token)], option)) : null;

    private static bool IsName(string token, Option option) => option.Name == token || option.Aliases.Contains(token);

    private static int End(string token) => token.IndexOfAny([':', '=']) is >= 0 and var end ? end : token.Length;

    private static string Hint(string token, IReadOnlyCollection<Option> own) =>
        NearestName.Of(token, own.Select(option => option.Name)) is { } nearest ? $" (did you mean '{nearest}'?)" : "";

    [GeneratedRegex(@"^(--(?<key>[^=/\\]*)|(?<key>[A-Za-z$_][^=/\\]*))=(?<value>.*)$", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Assignment();
}
