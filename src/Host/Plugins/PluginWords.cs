namespace Unmask.Host.Plugins;

/// <summary>What a plugin's code threw, in plain words.</summary>
internal static class PluginWords
{
    /// <summary>The message of an exception; where the runtime hides the one that says it behind its own, that one's.</summary>
    public static string Message(Exception thrown) => thrown is TypeInitializationException { InnerException: not null } ? Thrown("", thrown) : thrown.Message;

    /// <summary>Says who threw what: the static constructor or module initialiser that the runtime names, or else <paramref name="who"/>.</summary>
    /// <param name="who">Whose code was called, such as <c>its constructor</c>.</param>
    /// <param name="thrown">What came out of it.</param>
    public static string Thrown(string who, Exception thrown) => thrown switch
    {
        TypeInitializationException { InnerException: { } cause, TypeName: "<Module>" } => Thrown("its module initialiser", cause),
        TypeInitializationException { InnerException: { } cause } type => Thrown($"the static constructor of {type.TypeName}", cause),
        OutOfMemoryException => $"{who} ran out of memory: {thrown.Message}",
        _ => $"{who} throws {thrown.GetType().Name}: {thrown.Message}",
    };
}
