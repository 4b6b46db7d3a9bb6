using System.Reflection;

namespace Unmask.Tests.Testing;

/// <summary>The conformance suites and their tests, by reflection.</summary>
internal static class Suite
{
    /// <summary>The suites that an author can inherit.</summary>
    public static IReadOnlyList<Type> All { get; } =
        [.. typeof(ScheduleConformance).Assembly.GetExportedTypes().Where(type => type.IsAbstract && type.GetMethod("Create", BindingFlags.Instance | BindingFlags.NonPublic) is not null)];

    /// <summary>The tests of a suite, inherited ones too.</summary>
    public static IReadOnlyList<string> Tests(Type suite) =>
        [.. suite.GetMethods().Where(method => method.IsDefined(typeof(FactAttribute))).Select(method => method.Name).Order(StringComparer.Ordinal)];

    /// <summary>The type that declares a test.</summary>
    public static Type Declaring(Type suite, string test) => suite.GetMethod(test)!.DeclaringType!;

    /// <summary>Runs one test.</summary>
    public static void Run(object suite, string test) =>
        suite.GetType().GetMethod(test)!.Invoke(suite, BindingFlags.DoNotWrapExceptions, null, null, null);
}
