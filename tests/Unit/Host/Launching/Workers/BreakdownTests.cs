using System.Text.Json;
using Unmask.Host.Configuration;
using Unmask.Host.Launching.Workers;
using Unmask.Host.Plugins.Store;
using Unmask.Host.Runs;

namespace Unmask.Tests.Unit.Host.Launching.Workers;

/// <summary>What a worker throws means the same here.</summary>
public sealed class BreakdownTests
{
    [Fact]
    public void The_users_mistakes_come_across_whole()
    {
        UserError[] errors = [new("p.json", "/schedule", "é \"quoted\"\nline") { Detail = "at X" }, new("command line", "", "two")];
        var across = Assert.IsType<UserErrorException>(Across(new UserErrorException(errors)));
        Assert.Equal(errors, across.Errors);
    }

    [Fact]
    public void Other_failures_keep_their_words_and_their_exit_code()
    {
        Assert.Equal("disk full", Assert.IsType<IOException>(Across(new IOException("disk full"))).Message);
        Assert.Equal("x.dll: changed; run the command again when it is complete", Assert.IsType<PluginChangedException>(Across(new PluginChangedException("x.dll", "changed"))).Message);
        var defect = Assert.IsType<WorkerException>(Across(new InvalidOperationException("oh")));
        Assert.Equal(ExitCode.InternalError, defect.Code);
        Assert.Contains("oh", defect.Message, StringComparison.Ordinal);
    }

    private static Exception Across(Exception exception) =>
        JsonSerializer.Deserialize<Report>(JsonSerializer.Serialize(new Report { Broken = Breakdown.Of(exception) }))!.Broken!.Exception();
}
