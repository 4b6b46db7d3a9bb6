using System.Globalization;
using System.Text.Json.Nodes;
using Unmask.Host.Configuration;

namespace Unmask.Tests.Unit.Host.Configuration;

public enum Words
{
    First,
    TopProbability,
}

public sealed record Everything(
    int Steps, long Samples, double Weight, bool On, string Text, Words Word, int? Maybe = 5, double? Rate = 0.5, string? Note = "note", Words? Chosen = Words.First,
    int[]? Sizes = null, long[]? Longs = null, string[]? Files = null, bool[]? Flags = null, Words[]? Order = null, double[][]? Matrix = null, double[][][]? Matrices = null);

public sealed record Nothing;

public sealed record Checked(int Steps)
{
    public int Steps { get; } = Steps < 9 ? Steps : throw new ArgumentOutOfRangeException(nameof(Steps), "nine");
}

public sealed class OptionsBinderTests
{
    private static ComponentConfiguration Component(string options) => Component(JsonNode.Parse(options)!.AsObject());

    private static ComponentConfiguration Component(JsonObject options) =>
        new(Installed.Plugin("data", "any"), options, new Dictionary<string, ComponentConfiguration>(), "/data", _ => default) { Canonical = "" };

    private static Everything Bind(string more = "") => (Everything)OptionsBinder.Bind(typeof(Everything), Component($$"""
        {"steps": 3, "samples": 12345678901, "weight": 0.1, "on": true, "text": "a:b=c", "word": "topProbability", "maybe": null, "rate": null, "note": null, "chosen": null,
         "sizes": [1, 2], "longs": [12345678901], "files": ["x", ""], "flags": [true, false], "order": ["first", "topProbability"],
         "matrix": [[0.1], [], [1, 2]], "matrices": [[[1, 2], [3, 4]], []]{{more}} }
        """));

    [Fact]
    public void Every_type_is_bound()
    {
        var bound = Bind();
        Assert.Equal((3, 12345678901, 0.1, true, "a:b=c", Words.TopProbability), (bound.Steps, bound.Samples, bound.Weight, bound.On, bound.Text, bound.Word));
        Assert.Equal([1, 2], bound.Sizes!);
        Assert.Equal([12345678901], bound.Longs!);
        Assert.Equal(["x", ""], bound.Files!);
        Assert.Equal([true, false], bound.Flags!);
        Assert.Equal([Words.First, Words.TopProbability], bound.Order!);
        Assert.Equal<double[]>([[0.1], [], [1, 2]], bound.Matrix!);
        Assert.Equal([2, 0], bound.Matrices!.Select(matrix => matrix.Length));
        Assert.Equal([3.0, 4.0], bound.Matrices![0][1]);
    }

    [Fact]
    public void Null_is_null_and_not_the_default()
    {
        var bound = Bind();
        Assert.Null(bound.Maybe);
        Assert.Null(bound.Rate);
        Assert.Null(bound.Note);
        Assert.Null(bound.Chosen);
    }

    [Fact]
    public void An_option_that_the_record_does_not_have_is_an_error() =>
        Assert.Contains("has no option 'stepz'", Assert.Throws<InvalidOperationException>(() => Bind(", \"stepz\": 1")).Message);

    [Fact]
    public void An_option_that_was_not_validated_is_an_error() =>
        Assert.Contains("without the option 'steps'", Assert.Throws<InvalidOperationException>(() => OptionsBinder.Bind(typeof(Checked), Component("{}"))).Message);

    [Fact]
    public void A_record_without_options_is_made() => Assert.IsType<Nothing>(OptionsBinder.Bind(typeof(Nothing), Component("{}")));

    [Fact]
    public void What_the_record_throws_arrives_as_it_is() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => OptionsBinder.Bind(typeof(Checked), Component("""{"steps": 9}""")));

    [Fact]
    public void The_culture_does_not_count()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal(0.1, Bind().Weight);
            Assert.Equal(0.1, Bind().Matrix![0][0]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Long_lists_keep_every_bit()
    {
        var numbers = Enumerable.Range(1, 100_000).Select(i => 1.0 / i).ToArray();
        var options = new JsonObject { ["numbers"] = new JsonArray([.. numbers.Select(number => JsonValue.Create(number))]) };
        Assert.Equal(numbers, ((Numbers)OptionsBinder.Bind(typeof(Numbers), Component(options))).Values());
    }

    [Fact]
    public void Validated_options_bind_to_the_record_they_came_from()
    {
        using var workspace = new Workspace();
        var cell = workspace.Read(Workspace.Json()).Cells[0];
        Assert.Equal(new Potts(8, 2), OptionsBinder.Bind(typeof(Potts), cell.Sections["data"]));
        Assert.Equal(new Ancestral(10000, Finish.Fill), OptionsBinder.Bind(typeof(Ancestral), cell.Sections["sampler"]));
    }

    public enum Finish
    {
        Fill,
        Leave,
    }

    public sealed record Potts(int Length, int States, double Coupling = 1);

    public sealed record Ancestral(long Samples, Finish Finish);

    public sealed record Numbers(double[] numbers)
    {
        public double[] Values() => numbers;
    }
}
