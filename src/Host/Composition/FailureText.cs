using System.Reflection;

namespace Unmask.Host.Composition;

/// <summary>What a plugin's exception says. Never throws, whatever the exception does when it is asked.</summary>
internal static class FailureText
{
    /// <summary>Its message; of an exception that says only that there was another, that one's.</summary>
    public static string Of(Exception failure) => failure switch
    {
        TargetInvocationException { InnerException: { } inner } => Of(inner),
        TypeInitializationException { InnerException: { } inner } initializer => $"{initializer.Message} {Of(inner)}",
        AggregateException { InnerExceptions: [var one] } => Of(one),
        _ => Ask(failure, () => failure.Message) is { Length: > 0 } message ? message : failure.GetType().FullName!,
    };

    /// <summary>Everything about it, with the stack.</summary>
    public static string Detail(Exception failure) => Ask(failure, failure.ToString);

    private static string Ask(Exception failure, Func<string?> question)
    {
        try
        {
            return question() ?? "";
        }
        catch (Exception)
        {
            return $"a {failure.GetType().FullName} that cannot say what it is about";
        }
    }
}
