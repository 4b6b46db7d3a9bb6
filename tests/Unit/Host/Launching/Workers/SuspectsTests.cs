using Unmask.Host.Configuration;
using Unmask.Host.Launching.Workers;
using Unmask.Tests.Unit.Host.Runs;

namespace Unmask.Tests.Unit.Host.Launching.Workers;

public sealed class SuspectsTests
{
    private static readonly CellConfiguration _cell = Example.Pipeline(["kl"]).Cells[0];

    [Theory]
    [InlineData("Stack overflow.\n   at System.Linq.Enumerable.Sum()\n   at balanced.Sizes(Int32)\n   at kl.Measure()", "schedule/balanced (/plugins/Unmask.Schedules.dll)")]
    [InlineData("Process terminated.\nwords\n   at kl+Inner.Go()\n   at balanced.Sizes(Int32)", "metrics/kl (/plugins/Unmask.Schedules.dll)")]
    [InlineData("   at balancedOtherwise.Sizes(Int32)\n", "data/potts (/plugins/Unmask.Schedules.dll) or schedule/balanced (/plugins/Unmask.Schedules.dll) or metrics/kl (/plugins/Unmask.Schedules.dll)")]
    [InlineData("", "data/potts (/plugins/Unmask.Schedules.dll) or schedule/balanced (/plugins/Unmask.Schedules.dll) or metrics/kl (/plugins/Unmask.Schedules.dll)")]
    public void The_plugin_nearest_to_the_end_is_named(string printed, string expected) => Assert.Equal(expected, Suspects.Of(_cell, printed));

    [Fact]
    public void Where_nothing_is_known_built_in_plugins_are_not_suspected()
    {
        var data = _cell.Sections["data"];
        var own = data with { Plugin = data.Plugin with { Assembly = data.Plugin.Assembly with { Path = Path.Combine(AppContext.BaseDirectory, "plugins", "Own.dll") } } };
        var cell = _cell with { Sections = new Dictionary<string, ComponentConfiguration>(_cell.Sections) { ["data"] = own } };
        Assert.DoesNotContain("data/", Suspects.Of(cell, ""), StringComparison.Ordinal);
    }
}
