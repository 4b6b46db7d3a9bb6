using Unmask.Tests.Conformance.Data;
using Unmask.Theory;

namespace Unmask.Tests.Conformance.Scores;

/// <summary>The perturbed score against its definition, where the error is placed, and the mistakes in its options.</summary>
public class PerturbedTests
{
    private static readonly LawCase _law = LawCase.Named("table");

    public static TheoryData<string, string> Shapes => new(
        from process in new[] { "masked", "uniform" }
        from options in new[]
        {
            """ "amplitude": 0.4 """,
            """ "amplitude": -1.5, "stateDependent": true """,
            """ "amplitude": 0.7, "shape": "constant" """,
            """ "amplitude": 2, "at": 0.3, "width": 0.1 """,
            """ "amplitude": 1, "shape": "constant", "position": 2 """,
            """ "amplitude": 1, "at": 0.6, "width": 0.2, "position": 0, "stateDependent": true """,
        }
        select (process, options));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_logarithm_of_its_error_is_what_its_options_say(string process, string options)
    {
        var o = System.Text.Json.Nodes.JsonNode.Parse($$"""{{{options}}}""")!;
        var (length, states) = (_law.Length, _law.States);
        var noise = """{ "kind": "constant", "rate": 2 }""";
        var (exact, perturbed) = (Installed.Score(_law.Json, process, "\"exact\"", noise), Installed.Score(_law.Json, process, $$"""{ "kind": "perturbed", {{options}} }""", noise));
        int[] x = process == "masked" ? [1, states, 2, states] : [1, 0, 2, 2];
        int[] positions = process == "masked" ? [1, 3] : [0, 1, 2, 3];
        foreach (var t in new[] { 1e-9, 0.31, 0.6, 1 })
        {
            var (before, after) = (new double[positions.Length * states], new double[positions.Length * states]);
            exact.Score(t, new Query(new Shape(length, states), x, [0, positions.Length], positions), before, CancellationToken.None);
            perturbed.Score(t, new Query(new Shape(length, states), x, [0, positions.Length], positions), after, CancellationToken.None);
            for (var k = 0; k < before.Length; k++)
            {
                var (i, v) = (positions[k / states], k % states);
                var state = o["stateDependent"] is null ? 0 : 0.5 * Enumerable.Range(0, length).Sum(j => (j + 1) * x[j]);
                var wave = o["shape"] is null ? Math.Sin(1 + i + (2 * v) + (3 * t) + state) : 1;
                var window = o["at"] is null ? 1 : Math.Exp(-Math.Pow((t - (double)o["at"]!) / (double)o["width"]!, 2) / 2);
                var here = o["position"] is null || (int)o["position"]! == i ? 1 : 0;
                var error = v == x[i] ? 0 : (double)o["amplitude"]! * wave * window * here;
                Asked.Near(before[k] * Math.Exp(error), after[k], $"t = {t}, {i} → {v}");
            }
        }
    }

    [Fact]
    public void It_offers_its_factors_where_they_do_not_depend_on_the_state()
    {
        var factors = Installed.Score(_law.Json, "masked", """{ "kind": "perturbed", "amplitude": 0.5, "inner": { "kind": "perturbed", "amplitude": 0.3, "shape": "constant", "position": 1 } }""").Find<ITokenFactors>()!;
        var table = new double[_law.Length * (_law.States + 1)];
        factors.Factors(new NoiseLevel(0.2, 0.2), table);
        for (var k = 0; k < table.Length; k++)
        {
            var (i, v) = (k / (_law.States + 1), k % (_law.States + 1));
            Asked.Near(Math.Exp((0.5 * Math.Sin(1 + i + (2 * v) + 0.6)) + (i == 1 ? 0.3 : 0)), table[k], $"{i} → {v}");
        }

        Assert.Null(Installed.Score(_law.Json, "masked", """{ "kind": "perturbed", "amplitude": 0.5, "stateDependent": true }""").Find<ITokenFactors>());
        Assert.Null(Installed.Score(_law.Json, "masked", """{ "kind": "perturbed", "amplitude": 0.5, "inner": "predictor" }""", predictor: "\"exact\"").Find<ITokenFactors>());
    }

    [Theory]
    [InlineData(""" "amplitude": 1, "position": 4 """, "/score/position: Got the position 4; expected at most 3: they count from 0, and sequences have 4 tokens.")]
    [InlineData(""" "amplitude": 1, "at": 0.5 """, "/score/at: Expected both at and width, or neither")]
    [InlineData(""" "amplitude": 1, "width": 0.5 """, "/score/width: Expected both at and width, or neither")]
    [InlineData(""" "amplitude": 1, "at": 2, "width": 1 """, "/score/at: Got the time 2; expected at most 1, where the noise ends.")]
    [InlineData(""" "amplitude": 1, "at": 0.5, "width": 0 """, "/score/width: got 0; expected a number, above 0")]
    [InlineData(""" "amplitude": 1, "shape": "constant", "stateDependent": true """, "/score/stateDependent: Got an error that depends on the state, and a shape that depends on nothing")]
    [InlineData(""" "amplitude": 1, "shape": "ripple" """, "/score/shape: got the text \"ripple\"; expected")]
    [InlineData(""" "amplitude": 101 """, "/score/amplitude: got 101; expected")]
    [InlineData(""" "amplitude": "NaN" """, "/score/amplitude: got the text \"NaN\"; expected")]
    [InlineData(""" "amplitude": null """, "/score/amplitude: ")]
    [InlineData(""" "amplitude": 1, "inner": "exakt" """, "/score/inner: there is no score 'exakt'; did you mean 'exact'?")]
    [InlineData("", "perturbed needs the option 'amplitude'")]
    public void A_mistake_is_named_with_its_path(string options, string words)
    {
        var score = options.Length == 0 ? "\"perturbed\"" : $$"""{ "kind": "perturbed", {{options}} }""";
        var errors = Installed.Errors($$"""{ "data": {{Installed.Potts(4)}}, "noise": "log-linear", "score": {{score}}, "metrics": { "information": {} } }""");
        Assert.True(errors.Any(error => error.Contains(words, StringComparison.Ordinal)), string.Join('\n', errors));
    }

    [Theory]
    [InlineData("exact")]
    [InlineData("predictor")]
    public void A_score_without_a_noise_is_refused(string kind) => Assert.Contains(
        Installed.Errors($$"""{ "data": {{Installed.Potts(4)}}, "predictor": "exact", "score": "{{kind}}", "metrics": { "information": {} } }"""),
        error => error.StartsWith("/score: ", StringComparison.Ordinal) && error.Contains("needs the section 'noise'", StringComparison.Ordinal));
}
