using System.Reflection;
using Xunit.Sdk;

namespace Unmask.Tests.Testing;

/// <summary>The conformance suites and their tests, by reflection.</summary>
internal static class Suite
{
    /// <summary>The suites that an author can inherit.</summary>
    public static IReadOnlyList<Type> All { get; } = [.. typeof(ScheduleConformance).Assembly.GetExportedTypes().Where(type => Created(type) is not null)];

    /// <summary>The contract that a suite is for.</summary>
    public static Type? Created(Type suite) => suite.GetMethod("Create", BindingFlags.Instance | BindingFlags.NonPublic)?.ReturnType;

    /// <summary>The tests of a suite, inherited ones too.</summary>
    public static IReadOnlyList<string> Tests(Type suite) =>
        [.. suite.GetMethods().Where(method => method.IsDefined(typeof(FactAttribute))).Select(method => method.Name).Order(StringComparer.Ordinal)];

    /// <summary>A test with the type that declares it.</summary>
    public static string Name(Type suite, string test) => $"{suite.GetMethod(test)!.DeclaringType!.Name}.{test}";

    /// <summary>Runs one test.</summary>
    /// <returns>False if it does not apply: the plugin does not claim what it tests.</returns>
    public static bool Run(object suite, string test)
    {
        try
        {
            suite.GetType().GetMethod(test)!.Invoke(suite, BindingFlags.DoNotWrapExceptions, null, null, null);
            return true;
        }
        catch (SkipException)
        {
            return false;
        }
    }
}
