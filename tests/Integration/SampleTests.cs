using System.Globalization;
using System.Text.Json.Nodes;

namespace Unmask.Tests.Integration;

public sealed class SampleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-samples-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Pipeline(string sample) => Path.Combine(UnmaskProgram.Root, "samples", sample, "pipeline.json");

    private string Out => Path.Combine(_folder, "run");

    [Fact]
    public void Potts_decay_follows_the_remaining_steps_and_stays_below_every_bound()
    {
        var run = JsonRun.Of(_folder, [Pipeline("potts-decay"), "--out", Out]);
        foreach (var coupling in new[] { 0.5, 1, 2 })
        {
            foreach (var steps in new[] { 2, 4, 8, 16, 32 })
            {
                (string, object)[] at = [("data:coupling", coupling), ("schedule:steps", steps)];
                var kl = run.Value("kl", at);
                Assert.Equal(Plain(64, 4, coupling, 64 / steps), kl, 1e-10 * kl);
                Assert.All(
                    ["theorem1", "sharp", "sharpest", "corollary1", "theorem2-upper"],
                    bound => Assert.True(run.Value($"bounds.{bound}", at) >= kl, $"{bound} at J = {coupling}, T = {steps}"));
            }
        }

        var fits = JsonNode.Parse(File.ReadAllText(Path.Combine(Out, "fits.json")))!.AsArray();
        double[] Slopes(string fit) => [.. fits.Where(line => line!["fit"]!.GetValue<string>() == fit).Select(line => line!["slope"]!.GetValue<double>())];
        Assert.Equal(3, Slopes("against T").Length);
        Assert.All(Slopes("against T"), slope => Assert.InRange(slope, -1.5, -1.1));
        Assert.All(Slopes("against L/T - 1"), slope => Assert.InRange(slope, 0.99, 1.05));
    }

    /// <summary>
    /// E KL of equal blocks on a stationary Potts chain, by T 1.6 from plain sums: h(w) = H1 − [ι(w+1) − ι(w)] with
    /// ι(w) = Σ_g (L−g) I_g C(L−g−1, w−2)/C(L, w), I_g the information of two tokens g apart.
    /// </summary>
    private static double Plain(int length, int states, double coupling, int block)
    {
        var lambda = (Math.Exp(coupling) - 1) / (Math.Exp(coupling) + states - 1);
        double Information(int gap)
        {
            var equal = (1 + ((states - 1) * Math.Pow(lambda, gap))) / states;
            var other = (1 - Math.Pow(lambda, gap)) / states;
            return (equal * Math.Log(equal * states)) + ((states - 1) * other * Math.Log(other * states));
        }

        double Choose(int n, int k) => k < 0 || k > n ? 0 : Enumerable.Range(1, k).Aggregate(1.0, (product, i) => product * (n - k + i) / i);
        double Joint(int w) => w < 2 ? 0 : Enumerable.Range(1, length - 1).Sum(gap => (length - gap) * Information(gap) * Choose(length - gap - 1, w - 2) / Choose(length, w));
        var drop = Enumerable.Range(0, length).Select(w => Joint(w + 1) - Joint(w)).ToArray();
        return Enumerable.Range(0, length).Sum(w => drop[w] - drop[w - (w % block)]);
    }

    [Theory]
    [InlineData("potts-decay")]
    [InlineData("potts-coupling")]
    [InlineData("half-and-quarter")]
    [InlineData("english-chain")]
    [InlineData("orders")]
    [InlineData("predictors")]
    [InlineData("prompt")]
    [InlineData("ctmc-bounds")]
    [InlineData("solver-order")]
    [InlineData("noise-grids")]
    public void The_table_in_its_readme_is_what_comes_out(string sample)
    {
        var run = JsonRun.Of(_folder, [Pipeline(sample), "--out", Out]);
        if (sample == "orders")
        {
            Orders_at_equal_cost(run);
        }

        Assert.Contains(
            $"```text\n{File.ReadAllText(Path.Combine(Out, "table.txt")).Trim()}\n```",
            File.ReadAllText(Path.Combine(UnmaskProgram.Root, "samples", sample, "README.md")),
            StringComparison.Ordinal);
        if (sample == "predictors")
        {
            Schedules_side_by_side();
        }
    }

    /// <summary>The comparison in the README, number by number: there it is of a terminal.</summary>
    private void Schedules_side_by_side()
    {
        var compared = UnmaskProgram.Run("compare", Out, "--by", "schedule", "--reference", "one by one", "--metric", "elbo.bits-per-token", "--json");
        Assert.Equal((0, ""), (compared.ExitCode, compared.Error));
        var lines = compared.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal(24, lines.Count);
        var readme = File.ReadAllLines(Path.Combine(UnmaskProgram.Root, "samples", "predictors", "README.md"));
        foreach (var line in lines)
        {
            var words = line["statistic"]?.GetValue<double>() is { } t ? string.Create(CultureInfo.InvariantCulture, $", {Math.Abs(t):F1} SE, ") : "the same in every sample";
            var (order, schedule) = (line["axes"]!["predictor:order"]!.GetValue<int>(), line["comparand"]!.GetValue<string>());
            Assert.Contains(readme, text => text.TrimStart().StartsWith($"{order}   {schedule} ", StringComparison.Ordinal) && text.Contains(words, StringComparison.Ordinal));
        }
    }

    /// <summary>What the README of the sample says is to be learnt.</summary>
    private static void Orders_at_equal_cost(JsonRun run)
    {
        double Value(string metric, string law, string order) => run.Value(metric, ("data", law), ("schedule", order));
        foreach (var law in new[] { "Potts chain", "HMM", "code" })
        {
            foreach (var order in new[] { "left-to-right", "blocks", "entropy", "margin", "top-probability" })
            {
                Assert.True(Value("kl", law, order) > 1.7 * Value("kl", law, "random"), $"{law}, {order}");
                Assert.Equal(Value("kl", law, order), Value("kl.marginal", law, order), 1e-9);
            }

            Assert.True(Value("kl.marginal", law, "noisy confidence") <= Value("kl.marginal", law, "random") * (1 + 1e-9), law);
        }

        // Any four bits of the code are one of 14 dependent sets of 70; then two pairs lose a bit each.
        Assert.Equal(2 * 14.0 / 70 * Math.Log(2), Value("kl", "code", "random"), 1e-12);
        Assert.Equal(2 * Math.Log(2), Value("kl", "code", "entropy"), 1e-12);
        Assert.True(Value("kl.marginal", "HMM", "confidence") > 3 && Value("kl.marginal", "Potts chain", "confidence") > 2);
        Assert.True(Value("kl", "English", "entropy") < Value("kl", "English", "random") && Value("kl", "English", "left-to-right") > 3 * Value("kl", "English", "random"));
    }

    [Fact]
    public void Every_bound_of_a_score_is_above_its_error()
    {
        var run = JsonRun.Of(_folder, [Pipeline("ctmc-bounds"), "--out", Out]);
        foreach (var process in new[] { "masked", "uniform" })
        {
            foreach (var amplitude in new[] { 0.05, 0.1, 0.2, 0.4 })
            {
                (string, object)[] at = [("process", process), ("score:amplitude", amplitude)];
                double Of(string metric) => run.Value(metric, at);
                Assert.All(["tv", "tv-sharp", "path", "kl-tv"], bound => Assert.True(Of($"bounds.{bound}") > Of("tv"), $"{bound}, {process}, {amplitude}"));
                Assert.True(Of("bounds.kl") > Of("kl") && Of("bounds.ipm.w1") > Of("w1"));
                Assert.InRange(Of("bounds.tv") / Of("bounds.path"), 2, 12);
            }
        }
    }

    [Fact]
    public void On_one_token_of_fifteen_symbols_trapezoidal_is_of_second_order()
    {
        JsonRun.Of(_folder, [Path.Combine(UnmaskProgram.Root, "samples", "solver-order", "fifteen-states.json"), "--out", Out]);
        var slopes = JsonNode.Parse(File.ReadAllText(Path.Combine(Out, "fits.json")))!.AsArray()
            .Where(line => line!["axes"]!["process"]!.GetValue<string>() == "uniform")
            .ToDictionary(line => line!["axes"]!["sampler"]!.GetValue<string>(), line => line!["slope"]!.GetValue<double>());
        Assert.InRange(slopes["euler"], -1.15, -0.9);
        Assert.InRange(slopes["tau-leaping"], -1.1, -0.85);
        Assert.InRange(slopes["trapezoidal"], -2.1, -1.8);
    }

    [Fact]
    public void Only_one_bound_grows_with_the_vocabulary()
    {
        var run = JsonRun.Of(_folder, [Pipeline("vocabulary-independence"), "--sweep", "data:states=2,100,1000", "--out", Out]);
        foreach (var process in new[] { "masked", "uniform" })
        {
            double Of(string metric, int states) => run.Value(metric, ("process", process), ("data:states", states));
            Assert.All(["tv", "bounds.path", "bounds.kl"], metric => Assert.InRange(Of(metric, 1000) / Of(metric, 100), 0.9, 1.1));
            Assert.InRange(Of("bounds.loss", 1000) / Of("bounds.loss", 100), process == "masked" ? 0.9 : 3, process == "masked" ? 1.1 : 4);
        }

        string[] Words(string text) => [.. text.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
        var readme = Words(File.ReadAllText(Path.Combine(UnmaskProgram.Root, "samples", "vocabulary-independence", "README.md")));
        Assert.All(Words(File.ReadAllText(Path.Combine(Out, "table.txt"))).Where(line => line.StartsWith("masked ", StringComparison.Ordinal)), row => Assert.Contains(row, readme));
    }

    [Fact]
    public void Plans_on_given_tokens_are_what_the_readme_of_prompt_says()
    {
        var plans = JsonNode.Parse(UnmaskProgram.RunIn(_folder, "plan", Pipeline("prompt"), "--error", "0.5", "--json").Out)!["plans"]!.AsArray();
        Assert.Equal([64, 48, 48, 48], plans.Select(plan => plan!["length"]!.GetValue<int>()));
        var steps = plans.Select(plan => plan!["target"]!["fewest"]!["steps"]!.GetValue<int>()).ToList();
        Assert.Contains(
            $"it takes {steps[0]} steps with nothing given, {steps[1]} after the prompt, {steps[2]} between both ends, {steps[3]} with every fourth letter given",
            File.ReadAllText(Path.Combine(UnmaskProgram.Root, "samples", "prompt", "README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_that_samples_name_is_what_the_program_prints() => Assert.Equal(
        File.ReadAllText(Path.Combine(UnmaskProgram.Root, "docs", "pipeline.schema.json")),
        UnmaskProgram.RunIn(_folder, "schema").Out);

    [Fact]
    public void Coupling_and_half_and_quarter_run_and_stay_below_the_bound()
    {
        foreach (var sample in new[] { "potts-coupling", "half-and-quarter" })
        {
            var run = JsonRun.Of(_folder, [Pipeline(sample), "--out", Path.Combine(_folder, sample)]);
            var kl = run.Lines.Where(line => line["metric"]!.GetValue<string>() == "kl").ToList();
            Assert.NotEmpty(kl);
            Assert.All(kl, line =>
            {
                var bound = Assert.Single(run.Lines, other => other["metric"]!.GetValue<string>() == "bounds.sharpest" && other["cell"]!.ToJsonString() == line["cell"]!.ToJsonString());
                Assert.InRange(line["value"]!.GetValue<double>(), 0, bound["value"]!.GetValue<double>());
            });
        }
    }

    [Fact]
    public void On_english_letters_the_optimum_is_best_and_the_entropy_order_worst()
    {
        var run = JsonRun.Of(_folder, [Pipeline("english-chain"), "--out", Out]);
        foreach (var steps in new[] { 8, 16, 32 })
        {
            double Kl(string schedule) => run.Value("kl", ("schedule", schedule), ("schedule:steps", steps));
            Assert.True(Kl("optimal") <= Kl("balanced") * (1 + 1e-12));
            Assert.True(Kl("balanced") < Kl("cosine"));
            Assert.True(Kl("cosine") < Kl("entropy") - (4 * run.Line("kl", ("schedule", "entropy"), ("schedule:steps", steps))["error"]!.GetValue<double>()));
        }

        Assert.Contains("bounds is left out of cells 9–11", run.Outcome.Error, StringComparison.Ordinal);
        var mine = Path.Combine(_folder, "mine.txt");
        File.WriteAllText(mine, string.Concat(Enumerable.Repeat("It was a dark and stormy night; the rain fell in torrents. ", 20)));
        Assert.True(JsonRun.Of(_folder, [Pipeline("english-chain"), "data:files=mine.txt", "--sweep", "schedule=optimal", "--sweep", "schedule:steps=8", "--out", Out + "2"]).Value("kl") > 0);
    }
}
