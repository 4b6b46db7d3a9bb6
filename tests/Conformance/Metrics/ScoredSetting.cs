using CsCheck;

namespace Unmask.Tests.Conformance.Metrics;

/// <summary>A small random law with a process, a noise and a perturbed score, as a pipeline's text.</summary>
/// <param name="Law">The data law.</param>
/// <param name="Process">Its process.</param>
/// <param name="Noise">The noise section.</param>
/// <param name="Amplitude">How wrong the score is.</param>
/// <param name="StateDependent">Whether its error looks at the state.</param>
internal sealed record ScoredSetting(Setting Law, string Process, string Noise, double Amplitude, bool StateDependent)
{
    /// <summary>Laws of up to 3 tokens, some with impossible sequences; noise from little to much, some with times without any.</summary>
    public static Gen<ScoredSetting> Random { get; } =
        from law in Setting.Random
        where law.Length < 4
        from process in Gen.OneOfConst("masked", "uniform")
        from rate in Gen.Double[0.3, 6]
        from noise in Gen.OneOfConst(
            $$"""{ "kind": "constant", "rate": {{Setting.Text(rate)}} }""",
            """{ "kind": "log-linear", "epsilon": 0.01 }""",
            $$"""{ "kind": "piecewise", "file": "{{Data.Files.Points}}" }""")
        from amplitude in Gen.Double[-1, 1]
        from dependent in Gen.Frequency((3, Gen.Const(false)), (1, Gen.Const(true)))
        select new ScoredSetting(law, process, noise, amplitude, dependent);

    /// <summary>The score section.</summary>
    public string Score => $$"""{ "kind": "perturbed", "amplitude": {{Setting.Text(Amplitude)}}, "stateDependent": {{(StateDependent ? "true" : "false")}} }""";

    /// <summary>The pipeline's text, with the reverse process as sampler.</summary>
    public string Pipeline(string metrics) => $$"""
        { "data": {{Law.Data}}, "process": "{{Process}}", "noise": {{Noise}}, "score": {{Score}}, "sampler": "reverse-process", "metrics": { {{metrics}} } }
        """;
}
