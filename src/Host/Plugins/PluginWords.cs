using System.Reflection;

namespace Unmask.Host.Plugins;

/// <summary>What a plugin's code threw, in plain words. Never throws, whatever an exception does when it is asked.</summary>
internal static class PluginWords
{
    /// <summary>The message of an exception; where the runtime hides the one that says it behind its own, that one's.</summary>
    public static string Message(Exception thrown) => thrown switch
    {
        TypeInitializationException { InnerException: not null } => Thrown("", thrown),
        TargetInvocationException { InnerException: { } cause } => Message(cause),
        AggregateException { InnerExceptions: [var one] } => Message(one),
        _ => Ask(thrown, () => thrown.Message),
    };

    /// <summary>Everything about an exception, with the stack.</summary>
    public static string Detail(Exception thrown) => Ask(thrown, thrown.ToString);

    /// <summary>Says who threw what: the static constructor or module initialiser that the runtime names, or else <paramref name="who"/>.</summary>
    /// <param name="who">Whose code was called, such as <c>its constructor</c>.</param>
    /// <param name="thrown">What came out of it.</param>
    public static string Thrown(string who, Exception thrown) => thrown switch
    {
        TypeInitializationException { InnerException: { } cause, TypeName: "<Module>" } => Thrown("its module initialiser", cause),
        TypeInitializationException { InnerException: { } cause } type => Thrown($"the static constructor of {type.TypeName}", cause),
        OutOfMemoryException => $"{who} ran out of memory: {thrown.Message}",
        _ => $"{who} throws {thrown.GetType().Name}: {Message(thrown)}",
    };

    private static string Ask(Exception thrown, Func<string?> question)
    {
        try
        {
            return question() is { Length: > 0 } words ? words : thrown.GetType().FullName!;
        }
        catch (Exception)
        {
            return $"a {thrown.GetType().FullName} that cannot say what it is about";
        }
    }
}
