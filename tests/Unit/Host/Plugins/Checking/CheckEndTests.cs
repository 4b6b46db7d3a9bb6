using Unmask.Host.Plugins.Checking;

namespace Unmask.Tests.Unit.Host.Plugins.Checking;

public class CheckEndTests
{
    [Theory]
    [InlineData(3, "", "ended the process with exit code 3 while being loaded")]
    [InlineData(0, "some words\n", "ended the process with exit code 0 while being loaded")]
    [InlineData(139, "", "ended the process with SIGSEGV while being loaded")]
    [InlineData(137, "", "ended the process with SIGKILL while being loaded, as a system that runs out of memory does")]
    [InlineData(134, "Stack overflow.\n   at A()\n", "overflowed the stack while being loaded")]
    [InlineData(-1073741571, "Stack overflow.\r\n   at A()\r\n", "overflowed the stack while being loaded")]
    [InlineData(134, "Out of memory.\n", "ran out of memory while being loaded")]
    [InlineData(134, "\nUnhandled exception. System.Exception: words\n   at A()", "ended the process while being loaded: Unhandled exception. System.Exception: words")]
    [InlineData(134, "printed before\nProcess terminated.\nenough\n   at A()", "ended the process while being loaded: Process terminated. enough")]
    [InlineData(134, "Unhandled exception. System.OutOfMemoryException: words\n", "ran out of memory while being loaded")]
    [InlineData(134, "Fatal error.\nmore", "ended the process while being loaded: Fatal error.")]
    [InlineData(150, "", "ended the process with exit code 150 while being loaded")]
    public void The_way_a_process_ended_is_said_in_words(int code, string errors, string expected) =>
        Assert.Equal(expected, new CheckEnd(code, null, errors).Words(Doing.Load));

    [Fact]
    public void The_time_limit_is_said_before_the_signal_that_enforces_it()
    {
        var end = new CheckEnd(137, TimeSpan.FromSeconds(2.5), "Stack overflow.");
        Assert.Equal("did not finish constructing within 2.5 s", end.Words(Doing.Construct));
        Assert.False(end.IsKilled);
        Assert.True(new CheckEnd(137, null, "").IsKilled);
    }
}
