using System.CommandLine;
using CsCheck;
using Unmask.Host.Commands;
using Unmask.Host.Configuration;

namespace Unmask.Tests.Unit.Host.Commands;

public class OverrideTokensTests
{
    private static readonly Option[] _own = [new Option<bool>("--json"), new Option<string>("--out"), new Option<string[]>("--sweep", "-s")];

    [Theory]
    [InlineData("schedule:steps=16")]
    [InlineData("schedule.steps=16")]
    [InlineData("--schedule:steps 16")]
    [InlineData("--schedule.steps 16")]
    [InlineData("--schedule:steps=16")]
    [InlineData("--schedule.steps=16")]
    public void All_spellings_mean_the_same(string words) =>
        Assert.Equal([KeyValuePair.Create("schedule:steps", "16")], Split(["run", "file.json", .. words.Split(' ')], "run", "file.json"));

    [Theory]
    [InlineData("-5")]
    [InlineData("x=y")]
    [InlineData("a b")]
    [InlineData("[1,2]")]
    [InlineData("2,4,8")]
    [InlineData("two\nlines")]
    [InlineData("0.5")]
    public void Any_value_survives(string value)
    {
        Assert.Equal([KeyValuePair.Create("a:b", value)], Split([$"a:b={value}"]));
        Assert.Equal([KeyValuePair.Create("a:b", value)], Split([$"--a.b={value}"]));
        Assert.Equal([KeyValuePair.Create("a:b", value)], Split(["--a:b", value]));
    }

    [Fact]
    public void A_value_that_looks_like_an_option_follows_an_equals_sign()
    {
        Assert.Equal([KeyValuePair.Create("a:b", "--c")], Split(["--a:b=--c"]));
        Assert.Contains("has no value", Error("--a:b", "--c:d=1"), StringComparison.Ordinal);
    }

    [Fact]
    public void Order_is_kept_and_own_options_stay_with_their_values() => Assert.Equal(
        [KeyValuePair.Create("b", "1"), KeyValuePair.Create("a", "2"), KeyValuePair.Create("b", "3")],
        Split(
            ["--out", "x=y", "run", "b=1", "--json", "--a", "2", "-s", "schedule:steps=2,4", "f.json", "--out:z", "b=3", "--sweep=seed=1,2"],
            "--out", "x=y", "run", "--json", "-s", "schedule:steps=2,4", "f.json", "--out:z", "--sweep=seed=1,2"));

    [Fact]
    public void Paths_and_bare_words_are_left_alone() =>
        Assert.Empty(Split(["./a=b.json", "runs/a=b/c.json", @"c:\a=b", "word", "-5"], "./a=b.json", "runs/a=b/c.json", @"c:\a=b", "word", "-5"));

    [Fact]
    public void After_two_dashes_nothing_is_an_override() => Assert.Empty(Split(["--", "a=b", "--c", "d"], "--", "a=b", "--c", "d"));

    [Theory]
    [InlineData("--jsn", "did you mean '--json'?")]
    [InlineData("--schedule:steps", "--schedule:steps value")]
    [InlineData("schedule:steps=", "schedule:steps='\"\"'")]
    [InlineData("schedule:=4", "empty part")]
    [InlineData("--:steps=4", "empty part")]
    [InlineData("a..b=4", "empty part")]
    public void A_key_without_a_value_or_with_an_empty_part_is_refused(string token, string expected) =>
        Assert.Contains(expected, Error(token), StringComparison.Ordinal);

    [Fact]
    public void All_mistakes_are_reported_at_once() =>
        Assert.Equal(2, Assert.Throws<UserErrorException>(() => OverrideTokens.Split(["a=", "b=1", "c:=2"], _own)).Errors.Count);

    [Fact]
    public void Spellings_agree_for_any_key_and_value() =>
        Gen.Select(Gen.String["abcXYZ09-_"].Where(part => part.Length > 0 && char.IsLetter(part[0])).Array[1, 4], Gen.String.Where(value => value.Length > 0 && !value.StartsWith("--", StringComparison.Ordinal)))
            .Where((parts, _) => !_own.Any(option => option.Name == "--" + parts[0]))
            .Sample((parts, value) =>
            {
                KeyValuePair<string, string>[] expected = [KeyValuePair.Create(string.Join(':', parts), value)];
                Assert.Equal(expected, Split([$"{string.Join('.', parts)}={value}"]));
                Assert.Equal(expected, Split([$"--{string.Join(':', parts)}={value}"]));
                Assert.Equal(expected, Split([$"--{string.Join(':', parts)}", value]));
            });

    private static string Error(params string[] tokens) => Assert.Throws<UserErrorException>(() => OverrideTokens.Split(tokens, _own)).Message;

    private static IReadOnlyList<KeyValuePair<string, string>> Split(string[] tokens, params string[] others)
    {
        var split = OverrideTokens.Split(tokens, _own);
        Assert.Equal(others, split.Others);
        return split.Overrides;
    }
}
