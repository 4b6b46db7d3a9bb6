using Unmask.Interpretation;
using Unmask.Tests.Conformance.Data;

namespace Unmask.Tests.Conformance.Metrics;

/// <summary>Estimated curves against the exact ones, at every w: every installed predictor, laws of every installed kind, and whatever is known of the law.</summary>
public class CurveEstimateTests
{
    private const int Samples = 1500;

    private static readonly Dictionary<string, string> _predictors = new()
    {
        ["exact"] = "\"exact\"",
        ["marginal"] = "\"marginal\"",
        ["mixture"] = """{ "kind": "mixture", "weight": 0.3 }""",
        ["tempered"] = """{ "kind": "tempered", "temperature": 1.5 }""",
    };

    public static TheoryData<string> Predictors => [.. Installed.Names("predictor")];

    [Theory]
    [MemberData(nameof(Predictors))]
    public void Agrees_with_the_exact_curve_wherever_both_exist(string predictor)
    {
        foreach (var law in LawCase.All.Where(law => law.States < 10))
        {
            var cell = Cell(law.Json, _predictors[predictor]);
            var stop = TestContext.Current.CancellationToken;
            var exact = cell.Derive<CrossEntropyCurve>(stop).Value;
            var (data, asked) = (cell.Find<IDataDistribution>()!, cell.Find<IMaskPredictor>()!);
            var usual = CurveTask.Of(cell.Shape, data, asked, exact.Information);
            foreach (var task in new[]
            {
                usual,
                usual with { Known = null },
                usual with { Conditionals = null },
                usual with { Conditionals = null, Known = null, Joint = data.Find<IJointLaw>() },
            }.Where(task => task.Conditionals is not null || task.Joint is not null || task.Known is not null))
            {
                var estimate = CurveEstimation.Run(task, 5, Samples, stop);
                for (var w = 0; w < exact.Length; w++)
                {
                    var place = $"{law.Name}, conditionals {task.Conditionals is not null}, h known {task.Known is not null}, w = {w}";
                    Near(exact[w], estimate.CrossEntropy(w), place);
                    if (estimate.Separates)
                    {
                        Near(exact.Information[w], estimate.Information(w), place);
                    }
                }

                Assert.Equal((Samples, 63), (estimate.Samples, estimate.DegreesOfFreedom));
            }
        }
    }

    [Fact]
    public void Every_installed_predictor_is_tried() => Assert.Equal(Installed.Names("predictor").Order(), _predictors.Keys.Order());

    /// <summary>A cell of a law and a predictor.</summary>
    internal static ICell Cell(string data, string predictor) =>
        Installed.Compose($$"""{ "data": {{data}}, "predictor": {{predictor}}, "metrics": { "information": {} } }""").Cells[0].Cell;

    private static void Near(double exact, Estimated estimate, string place) => Assert.True(
        Math.Abs(estimate.Value - exact) <= (4 * (estimate.StandardError ?? 0)) + 1e-12,
        $"{place}: exact {exact:R}, estimated {estimate.Value:R} ± {estimate.StandardError:R}");
}
