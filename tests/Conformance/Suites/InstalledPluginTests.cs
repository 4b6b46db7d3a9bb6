using Unmask.Tests.Testing;

namespace Unmask.Tests.Conformance.Suites;

/// <summary>Every installed plugin under the suite that authors of plugins inherit.</summary>
public class InstalledPluginTests
{
    public static TheoryData<string, string> Tests => new(
        from installed in InstalledSuites.All from test in Suite.Tests(installed.Contract) select (installed.Title, test));

    public static TheoryData<string> Sections => [.. InstalledSuites.All.Select(installed => installed.Section).Distinct()];

    [Theory]
    [MemberData(nameof(Tests))]
    public void Keeps_its_contract_wherever_a_test_applies(string plugin, string test) =>
        Suite.Run(InstalledSuites.All.Single(installed => installed.Title == plugin).Create(), test);

    [Theory]
    [MemberData(nameof(Sections))]
    public void Every_installed_plugin_is_held_to_its_contract(string section) => Assert.Equal(
        Installed.Names(section).Order(StringComparer.Ordinal),
        InstalledSuites.All.Where(installed => installed.Section == section).Select(installed => installed.Kind).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_suite_is_run() => Assert.Equal(Suite.All.ToHashSet(), [.. InstalledSuites.All.Select(installed => installed.Contract)]);
}
