using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Sampling;

/// <summary>
/// Every installed sampler is what it says of itself. Of one with steps on a grid of times, the order: how the exact error of its law, against the chain without steps, falls with
/// their number.
/// </summary>
/// <remarks>
/// Order p is TV ~ N^−p. Where all sequences are possible KL is quadratic in the error of the law, so that it falls like N^−2p. Laws are weakly dependent, so that trapezoidal cuts no rate off at 0.
/// </remarks>
public class OrderTests
{
    /// <summary>What each sampler's notes begin with.</summary>
    private static readonly Dictionary<string, string> _claims = new()
    {
        ["ancestral"] = "First order", ["euler"] = "First order", ["tau-leaping"] = "First order", ["tweedie"] = "First order", ["rk2"] = "First order",
        ["dndm"] = "First order",
        ["trapezoidal"] = "Second order",
        ["gillespie"] = "Exact", ["uniformization"] = "Exact", ["first-hitting"] = "Exact", ["reverse-process"] = "Exact",
        ["gillespie-frozen"] = "Approximate",
        ["corrector"] = "No order", ["remask"] = "No order",
    };

    private static readonly (string Name, string Json)[] _data =
    [
        ("pair", """{ "kind": "markov", "length": 2, "states": 3, "initial": [0.3, 0.4, 0.3], "transitions": [[0.38, 0.31, 0.31], [0.31, 0.38, 0.31], [0.28, 0.36, 0.36]] }"""),
        ("token", """{ "kind": "independent", "length": 1, "states": 15, "probabilities": [[0.02, 0.1, 0.05, 0.08, 0.03, 0.12, 0.04, 0.07, 0.1, 0.05, 0.09, 0.02, 0.11, 0.06, 0.06]] }"""),
    ];

    public static TheoryData<string> Samplers => [.. Installed.Names("sampler")];

    /// <summary>With an order, each process and data law; alone on one token, tweedie and ancestral make no error at all, nor does any sampler that fills masks.</summary>
    public static TheoryData<string, string, string, string> Measured => new(
        from claim in _claims
        where claim.Value.EndsWith("order", StringComparison.Ordinal) && claim.Value != "No order"
        from options in claim.Key switch { "tau-leaping" => new[] { "", """, "rule": "reject" """ }, "trapezoidal" => ["", """, "theta": 0.4 """], "rk2" => ["", """, "theta": 0.8 """], _ => [""] }
        from process in claim.Key == "dndm" ? new[] { "masked" } : ["masked", "uniform"]
        from data in _data
        select (claim.Key, options, process, data.Name));

    [Theory]
    [MemberData(nameof(Samplers))]
    public void Its_notes_say_its_order_or_that_it_is_exact(string kind)
    {
        Assert.True(_claims.TryGetValue(kind, out var claim), $"sampler/{kind} is installed and has no case in {nameof(OrderTests)}: say what its order is, or that it is exact");
        Assert.StartsWith(claim!, Installed.Describe("sampler", kind)["notes"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Measured))]
    public void The_error_falls_as_its_order_says(string kind, string options, string process, string data)
    {
        var expected = _claims[kind] == "Second order" ? 2 : 1;
        var chain = Law(data, process, "\"reverse-process\"");
        var (coarse, fine) = (Law(data, process, Sampler(64)), Law(data, process, Sampler(128)));
        if (data == "token" && (process == "masked" || kind is "tweedie" or "ancestral"))
        {
            Assert.InRange(Laws.Distance(chain, coarse), 0, 1e-10);
            return;
        }

        Assert.InRange(Math.Log2(Laws.Distance(chain, coarse) / Laws.Distance(chain, fine)), expected - 0.12, expected + 0.12);
        Assert.InRange(Math.Log2(Laws.Divergence(chain, coarse) / Laws.Divergence(chain, fine)), (2 * expected) - 0.24, (2 * expected) + 0.24);

        // Rates grow like 1/t under the masked process: with times even in t an error of second order has a factor log N.
        string Sampler(int steps) => $$"""{ "kind": "{{kind}}", "steps": {{steps}} {{options}} {{(kind == "dndm" ? "" : process == "masked" ? ", \"grid\": \"cosine\"" : ", \"grid\": \"uniform\"")}} }""";
    }

    [Fact]
    public void Where_a_jump_makes_other_rates_fall_by_more_than_half_trapezoidal_is_of_first_order()
    {
        // The second token mostly is the first.
        const string Data = """{ "kind": "table", "length": 2, "states": 2, "probabilities": [0.48, 0.02, 0.02, 0.48] }""";
        double Error(int steps) => Laws.Distance(
            Law(Data, "masked", "\"reverse-process\""), Law(Data, "masked", $$"""{ "kind": "trapezoidal", "steps": {{steps}}, "grid": "cosine" }"""));
        Assert.InRange(Math.Log2(Error(64) / Error(128)), 0.85, 1.15);
    }

    private static double[] Law(string data, string process, string sampler) => Installed.Measure(
        $$"""
        {
          "data": {{_data.SingleOrDefault(one => one.Name == data).Json ?? data}}, "predictor": "exact", "process": "{{process}}", "noise": { "kind": "constant", "rate": 5 },
          "score": "exact", "sampler": {{sampler}}, "metrics": { "law": {} }
        }
        """).List("law");
}
