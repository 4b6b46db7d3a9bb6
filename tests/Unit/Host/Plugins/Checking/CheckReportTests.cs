using Unmask.Host.Plugins.Checking;
using Unmask.Tests.Unit.Host.Runs;

namespace Unmask.Tests.Unit.Host.Plugins.Checking;

public sealed class CheckReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_written_is_read_and_a_cut_line_is_not()
    {
        var path = _folder["report"];
        var report = new CheckReport(path);
        report.Loaded(["A", "B"]);
        report.Begin(Doing.Load);
        report.Begin(Doing.Construct);
        report.End(new ClassCheck("A", null, null));
        report.Begin(Doing.Load);
        var whole = File.ReadAllBytes(path);
        report.End(new ClassCheck("B", "é", null));
        var more = File.ReadAllBytes(path);
        for (var length = whole.Length; length < more.Length - 1; length++)
        {
            File.WriteAllBytes(path, more[..length]);
            var cut = new CheckReport(path).Read();
            Assert.Equal([new ClassCheck("A", null, null)], cut.Ended);
            Assert.Equal((2, Doing.Load, null, null), (cut.Classes!.Count, cut.Doing, cut.Refusal, cut.Natives));
        }

        File.WriteAllBytes(path, more);
        Assert.Equal("é", report.Read().Ended[1].Refusal);
        report.Finish(["/lib"]);
        Assert.Equal(["/lib"], report.Read().Natives);
    }

    [Fact]
    public void A_refusal_ends_a_report()
    {
        var report = new CheckReport(_folder["report"]);
        report.Refuse("because");
        Assert.Equal(("because", true, null), (report.Read().Refusal, report.Read().Natives is [], report.Read().Classes));
    }
}
