using Unmask.Numerics;

namespace Unmask.Tests.Conformance.Data;

/// <summary>The data law <c>text</c>: what its windows are, and what it does not claim to know.</summary>
public class HeldOutTextTests
{
    [Fact]
    public void Windows_start_anywhere_and_stay_within_a_file()
    {
        var (one, two, three) = (Files.Write("w1.txt", "a, b"), Files.Write("w2.txt", "x"), Files.Write("w3.txt", "cd"));
        var law = Opened.Data($$"""{"kind":"text","length":2,"files":["{{one}}","{{two}}","{{three}}"]}""");
        var window = new double[27 * 27];
        law.Find<IWindowLaw>()!.Window(0, 2, window);
        var expected = new double[27 * 27];
        expected[(0 * 27) + 26] = expected[(26 * 27) + 1] = expected[(2 * 27) + 3] = 1.0 / 3;
        Assert.Equal(expected, window);
        var drawn = Enumerable.Range(0, 200).Select(k =>
        {
            var (random, x) = (new RandomStream(5, StreamPurpose.Data, k), new int[2]);
            law.Sample(ref random, x);
            return (x[0], x[1]);
        }).ToHashSet();
        Assert.True(drawn.SetEquals([(0, 26), (26, 1), (2, 3)]), string.Join(' ', drawn));
    }

    [Fact]
    public void Bytes_are_symbols_as_they_are()
    {
        var file = Files.Write("bytes-of-text.txt", "A é");
        var law = Opened.Data($$"""{"kind":"text","length":1,"files":"{{file}}","tokenizer":"bytes"}""");
        Assert.Equal(256, law.Shape.States);
        Assert.Equal([65, 32, 0xC3, 0xA9], law.Find<ITokenizer>()!.Symbols(file));
    }

    [Fact]
    public void It_claims_no_probabilities_of_sequences()
    {
        var law = Opened.Data($$"""{"kind":"text","length":4,"files":"{{Files.Text}}"}""");
        Assert.Null(law.Find<IJointLaw>());
        Assert.Null(law.Find<IConditionalLaw>());
        Assert.Null(law.Find<IInformationCurve>());
        var errors = Installed.Errors($$"""
            { "data": { "kind": "text", "length": 4, "files": "{{Files.Text}}" }, "predictor": "exact", "schedule": { "kind": "balanced", "steps": 2 }, "metrics": { "kl": {} } }
            """);
        Assert.Contains(errors, error => error.StartsWith("/predictor: This data law cannot compute its conditionals", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.StartsWith("/metrics/kl", StringComparison.Ordinal));
    }
}
