using Xunit.Sdk;

namespace Unmask.Tests.Testing;

/// <summary>The suites catch what they say they catch, and nothing else: a broken plugin for every test, and correct ones for all.</summary>
public class SuiteTests
{
    public static TheoryData<string> Broken => [.. Cases.Broken.Select(broken => broken.Title)];

    public static TheoryData<string, string> Correct => new(
        from correct in Cases.Correct from test in Suite.Tests(correct.Suite.BaseType!) select (correct.Title, test));

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_plugin_is_caught_and_told_what_it_broke(string title)
    {
        var broken = Cases.Broken.Single(one => one.Title == title);
        var failure = Assert.ThrowsAny<XunitException>(() => Suite.Run(broken.Create(), broken.Test));
        Assert.Contains(broken.Says, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Correct))]
    public void A_correct_plugin_passes_wherever_a_test_applies(string title, string test) =>
        Suite.Run(Cases.Correct.Single(one => one.Title == title).Create(), test);

    [Fact]
    public void Every_test_applies_to_a_correct_plugin() => Assert.All(Suite.All, suite => Assert.All(Suite.Tests(suite), test =>
        Assert.Contains(Cases.Correct.Where(correct => correct.Suite.BaseType == suite), correct => Suite.Run(correct.Create(), test))));

    [Fact]
    public void Every_test_has_a_broken_plugin() => Assert.Equal(
        Suite.All.SelectMany(suite => Suite.Tests(suite).Select(test => Suite.Name(suite, test))).Distinct().Order(StringComparer.Ordinal),
        Cases.Broken.Select(broken => Suite.Name(broken.Suite, broken.Test)).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void There_is_a_suite_for_every_contract_of_a_section() => Assert.Equal(
        typeof(SectionAttribute).Assembly.GetExportedTypes().Where(type => type.IsDefined(typeof(SectionAttribute), false)).Select(type => type.Name).Order(StringComparer.Ordinal),
        Suite.All.Select(suite => Suite.Created(suite)!.Name).Order(StringComparer.Ordinal));
}
