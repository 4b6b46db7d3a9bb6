using System.Text;
using Unmask.Host.Plugins.Checking;

namespace Unmask.Tests.Unit.Host.Plugins.Checking;

public sealed class KeptTextTests
{
    [Fact]
    public void A_little_is_kept_whole_and_taken_once()
    {
        var text = new KeptText();
        text.Add("one é\n"u8);
        text.Add("two\n\n"u8);
        Assert.Equal("one é\ntwo", text.Take());
        Assert.Equal("", text.Take());
    }

    [Fact]
    public void Of_much_the_beginning_and_the_end_are_kept()
    {
        var text = new KeptText();
        for (var line = 0; line < 100_000; line++)
        {
            text.Add(Encoding.UTF8.GetBytes($"line {line}\n"));
        }

        var kept = text.Take();
        Assert.StartsWith("line 0\nline 1\n", kept, StringComparison.Ordinal);
        Assert.EndsWith("line 99998\nline 99999", kept, StringComparison.Ordinal);
        Assert.Contains("bytes left out", kept, StringComparison.Ordinal);
        Assert.InRange(kept.Length, 8000, 9000);
    }
}
