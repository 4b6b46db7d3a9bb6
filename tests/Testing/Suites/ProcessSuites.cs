using System.Numerics;

namespace Unmask.Tests.Testing.Suites;

internal sealed class ProcessSuite(Func<IForwardProcess> create, bool survivalFalls = true) : ProcessConformance
{
    protected override bool SurvivalFalls => survivalFalls;

    protected override IForwardProcess Create() => create();
}

/// <summary>Forward processes, broken and correct.</summary>
internal static class ProcessSuites
{
    private static int _instances;

    public static IEnumerable<BrokenCase> Broken =>
    [
        With(nameof(ProcessConformance.Symbols_are_the_vocabulary_with_or_without_the_mask), "counts two masks", "S = 2: got 4 symbols; expected 2, or 3 with the mask", process => process.Count = states => states + 2),
        With(nameof(ProcessConformance.Rates_are_at_least_0), "has its signs the wrong way round", "the rate from 0 to 1 is -0.5", process => process.Rates = (states, rates) =>
        {
            Uniform(states, rates);
            Negate(rates);
        }),
        With(nameof(ProcessConformance.Rows_of_the_generator_sum_to_0), "leaves the diagonal out", "sums to 0.5", process => process.Rates = (states, rates) =>
        {
            Uniform(states, rates);
            for (var v = 0; v < states; v++)
            {
                rates[v * (states + 1)] = 0;
            }
        }),
        With(nameof(ProcessConformance.Rows_of_the_kernel_are_probabilities), "writes what stays only", "row 0 of the kernel has NaN at 1", process => process.Transition = (states, b, kernel) =>
        {
            for (var v = 0; v < states; v++)
            {
                kernel[v * (states + 1)] = 1;
            }
        }),
        With(nameof(ProcessConformance.The_kernel_at_0_is_the_identity), "starts a little late", "B = 0: from 0 to 0 has probability", process => process.Transition = (states, b, kernel) => Uniform(states, b + 0.01, kernel)),
        With(nameof(ProcessConformance.Kernels_compose), "survives by a hyperbola", "by B = 0.01 and then", process => process.Transition = (states, b, kernel) => Uniform(states, Math.Log(1 + b), kernel)),
        With(nameof(ProcessConformance.The_kernel_changes_by_the_generator), "runs at twice its rates", "its rates say", process => process.Transition = (states, b, kernel) => Uniform(states, 2 * b, kernel)),
        new(typeof(ProcessSuite), nameof(ProcessConformance.Survival_falls), "goes round", "survives B = ", () => new ProcessSuite(() => new Process { Rates = Round, Transition = Round })),
        With(nameof(ProcessConformance.The_prior_is_a_law), "forgets to normalise", "the prior sums to 2", process => process.End = (_, prior) => prior.Fill(1)),
        With(nameof(ProcessConformance.The_prior_stays), "ends in its first symbol", "the prior (1, 0) becomes", process => process.End = (_, prior) =>
        {
            prior.Clear();
            prior[0] = 1;
        }),
        With(nameof(ProcessConformance.Every_symbol_ends_in_the_prior), "stands still", "symbol 0 is 0 with probability 1 by B = 2^20; the prior says 0.5", process =>
        {
            process.Rates = static (_, rates) => rates.Clear();
            process.Transition = static (states, _, kernel) => Uniform(states, 0, kernel);
        }),
        new(typeof(ProcessSuite), nameof(ProcessConformance.What_redraws_tokens_draws_them_from_the_prior), "says that it redraws and goes round", "tokens redrawn from the prior have", () => new ProcessSuite(() => new Redrawing())),
        With(nameof(ProcessConformance.A_negative_integrated_rate_is_refused), "takes any number", "B = -1 gave a kernel; expected an ArgumentOutOfRangeException", process => process.Checks = false),
        With(nameof(ProcessConformance.The_same_question_has_the_same_answer), "tires", "asked again; before", process =>
        {
            var calls = 0;
            process.Transition = (states, b, kernel) => Uniform(states, b * (1 + (0.01 * calls++)), kernel);
        }),
        With(nameof(ProcessConformance.The_same_question_has_the_same_answer), "has a pace for each instance", "of another instance; before", process =>
        {
            var own = Interlocked.Increment(ref _instances) % 1000;
            process.Transition = (states, b, kernel) => Uniform(states, b * own, kernel);
        }),
        With(nameof(ProcessConformance.Many_threads_get_the_kernels_of_one), "shares a field between calls", "on several threads at once; alone", process =>
        {
            var shared = 0.0;
            process.Transition = (states, b, kernel) =>
            {
                shared = b;
                Thread.Sleep(1);
                Uniform(states, shared, kernel);
            };
        }),
    ];

    public static IEnumerable<CorrectCase> Correct =>
    [
        new(typeof(ProcessSuite), "uniform", () => new ProcessSuite(() => new Process())),
        new(typeof(ProcessSuite), "masked", () => new ProcessSuite(() => new Process { Count = states => states + 1, Rates = Masked, Transition = Masked, End = Mask })),
        new(typeof(ProcessSuite), "redraws with masks", () => new ProcessSuite(() => new RedrawnTokens(masks: true))),
        new(typeof(ProcessSuite), "redraws", () => new ProcessSuite(() => new RedrawnTokens(masks: false))),
        new(typeof(ProcessSuite), "goes round", () => new ProcessSuite(() => new Process { Rates = Round, Transition = Round }, survivalFalls: false)),
    ];

    private delegate void Generating(int states, Span<double> rates);

    private delegate void Moving(int states, double b, Span<double> kernel);

    private static BrokenCase With(string test, string what, string says, Action<Process> change) => new(typeof(ProcessSuite), test, what, says, () => new ProcessSuite(() =>
    {
        var process = new Process();
        change(process);
        return process;
    }));

    private static void Negate(Span<double> values)
    {
        foreach (ref var value in values)
        {
            value = -value;
        }
    }

    /// <summary>Every symbol is redrawn evenly at unit rate.</summary>
    private static void Uniform(int states, Span<double> rates)
    {
        rates.Fill(1.0 / states);
        for (var v = 0; v < states; v++)
        {
            rates[v * (states + 1)] -= 1;
        }
    }

    private static void Uniform(int states, double b, Span<double> kernel)
    {
        kernel.Fill((1 - Math.Exp(-b)) / states);
        for (var v = 0; v < states; v++)
        {
            kernel[v * (states + 1)] += Math.Exp(-b);
        }
    }

    private static void Masked(int states, Span<double> rates) => Fill(states, rates, -1, 1, 0);

    private static void Masked(int states, double b, Span<double> kernel) => Fill(states, kernel, Math.Exp(-b), 1 - Math.Exp(-b), 1);

    private static void Mask(int states, Span<double> prior)
    {
        prior.Clear();
        prior[states] = 1;
    }

    private static void Fill(int states, Span<double> matrix, double stay, double mask, double absorbed)
    {
        matrix.Clear();
        for (var v = 0; v < states; v++)
        {
            matrix[v * (states + 2)] = stay;
            matrix[(v * (states + 1)) + states] = mask;
        }

        matrix[^1] = absorbed;
    }

    /// <summary>Every symbol jumps to the next at unit rate, the last to the first.</summary>
    private static void Round(int states, Span<double> rates)
    {
        rates.Clear();
        for (var v = 0; v < states; v++)
        {
            rates[v * (states + 1)] = -1;
            rates[(v * states) + ((v + 1) % states)] = 1;
        }
    }

    /// <summary>By the discrete Fourier transform: <c>(1/S) Σ_m exp(B(ω^m − 1)) ω^{−md}</c>.</summary>
    private static void Round(int states, double b, Span<double> kernel)
    {
        for (var from = 0; from < states; from++)
        {
            for (var to = 0; to < states; to++)
            {
                var sum = Complex.Zero;
                for (var m = 0; m < states; m++)
                {
                    var root = Complex.FromPolarCoordinates(1, 2 * Math.PI * m / states);
                    sum += Complex.Exp(b * (root - 1)) * Complex.Pow(root, from - to);
                }

                kernel[(from * states) + to] = Math.Max(0, sum.Real / states);
            }
        }
    }

    /// <summary>Goes round, and says otherwise.</summary>
    private sealed class Redrawing : IForwardProcess, IRedraws
    {
        private readonly Process _process = new() { Rates = Round, Transition = Round };

        public int Symbols(int states) => states;

        public void Generator(int states, Span<double> generator) => _process.Generator(states, generator);

        public void Kernel(int states, double b, Span<double> kernel) => _process.Kernel(states, b, kernel);

        public void Prior(int states, Span<double> prior) => _process.Prior(states, prior);
    }

    /// <summary>The uniform process, each part of which can be changed.</summary>
    private sealed class Process : IForwardProcess
    {
        public Func<int, int> Count { get; set; } = static states => states;

        public Generating Rates { get; set; } = Uniform;

        public Moving Transition { get; set; } = Uniform;

        public Generating End { get; set; } = static (states, prior) => prior.Fill(1.0 / states);

        public bool Checks { get; set; } = true;

        public int Symbols(int states) => Count(states);

        public void Generator(int states, Span<double> generator) => Rates(states, generator);

        public void Kernel(int states, double b, Span<double> kernel)
        {
            if (Checks && !(b >= 0))
            {
                throw new ArgumentOutOfRangeException(nameof(b), b, "Expected at least 0.");
            }

            Transition(states, b, kernel);
        }

        public void Prior(int states, Span<double> prior) => End(states, prior);
    }
}
