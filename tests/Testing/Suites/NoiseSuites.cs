namespace Unmask.Tests.Testing.Suites;

internal sealed class NoiseSuite(Func<INoiseSchedule> create) : NoiseConformance
{
    protected override INoiseSchedule Create() => create();
}

/// <summary>Noise schedules, broken and correct.</summary>
internal static class NoiseSuites
{
    private static int _instances;

    public static IEnumerable<BrokenCase> Broken =>
    [
        With(nameof(NoiseConformance.The_end_is_positive_and_finite), "never ends", "got Infinity as the end", noise => noise.End = double.PositiveInfinity),
        With(nameof(NoiseConformance.Nothing_has_happened_at_0), "starts a little late", "B(0) is 0.01; expected 0", noise => noise.Summed = t => 0.01 + t),
        With(nameof(NoiseConformance.Something_has_happened_at_the_end), "stands still", "B(2) at the end is 0", noise => noise.Summed = static _ => 0),
        With(nameof(NoiseConformance.The_integral_never_falls), "gives survival", "a little later", noise => noise.Summed = static t => Math.Exp(-t) - 1),
        With(nameof(NoiseConformance.The_integral_never_falls), "is infinite all along", "B(0.03125) is Infinity", noise => noise.Summed = static t => t == 0 ? 0 : double.PositiveInfinity),
        With(nameof(NoiseConformance.Rates_are_at_least_0), "has its sign the wrong way round", "the rate at 0 is -1", noise => noise.Pace = static _ => -1),
        With(nameof(NoiseConformance.The_integral_is_that_of_the_rate), "runs at twice its rate", "B grows by 2 per unit of time at 0; the rates there are 1 to 1", noise => noise.Summed = static t => 2 * t),
        With(nameof(NoiseConformance.The_inverse_undoes_the_integral), "forgets its own scale", "the inverse of B = 0.03125 is the time 0.015625, where B is 0.015625", noise => noise.Back = static b => b / 2),
        With(nameof(NoiseConformance.The_inverse_undoes_the_integral), "gives the last time", "which is later", noise =>
        {
            // B stays at 1 from time 1 on.
            noise.Summed = static t => Math.Min(t, 1);
            noise.Back = static b => b == 1 ? 2 : b;
        }),
        With(nameof(NoiseConformance.What_is_out_of_range_is_refused), "takes any number", "the rate at -0.001 gave 1; expected an ArgumentOutOfRangeException", noise => noise.Checks = false),
        With(nameof(NoiseConformance.The_same_question_has_the_same_answer), "tires", "asked again; before", noise =>
        {
            var calls = 0;
            noise.Summed = t => t * (1 + (0.01 * calls++));
        }),
        With(nameof(NoiseConformance.The_same_question_has_the_same_answer), "has a pace for each instance", "of another instance; before", noise =>
        {
            var own = Interlocked.Increment(ref _instances) % 1000;
            noise.Summed = t => t * own;
        }),
        With(nameof(NoiseConformance.Many_threads_get_the_answers_of_one), "shares a field between calls", "on several threads at once; before", noise =>
        {
            var shared = 0.0;
            noise.Summed = t =>
            {
                shared = t;
                Thread.Sleep(1);
                return shared;
            };
        }),
    ];

    public static IEnumerable<CorrectCase> Correct =>
    [
        new(typeof(NoiseSuite), "constant", () => new NoiseSuite(() => new Noise())),
        new(typeof(NoiseSuite), "infinite at the end", () => new NoiseSuite(() => new Noise
        {
            End = 1,
            Pace = static t => 1 / (1 - t),
            Summed = static t => t == 0 ? 0 : -Math.Log(1 - t),
            Back = static b => 1 - Math.Exp(-b),
        })),
        new(typeof(NoiseSuite), "fast, then at rest", () => new NoiseSuite(() => new Noise { Pace = static t => t < 1.25 ? 4 : 0, Summed = static t => Math.Min(4 * t, 5), Back = static b => b / 4 })),
    ];

    private static BrokenCase With(string test, string what, string says, Action<Noise> change) => new(typeof(NoiseSuite), test, what, says, () => new NoiseSuite(() =>
    {
        var noise = new Noise();
        change(noise);
        return noise;
    }));

    /// <summary>Rate 1 up to time 2, each part of which can be changed.</summary>
    private sealed class Noise : INoiseSchedule
    {
        public double End { get; set; } = 2;

        public Func<double, double> Pace { get; set; } = static _ => 1;

        public Func<double, double> Summed { get; set; } = static t => t;

        public Func<double, double> Back { get; set; } = static b => b;

        public bool Checks { get; set; } = true;

        public double Rate(double t) => Pace(Within(t, End));

        public double Integral(double t) => Summed(Within(t, End));

        public double Inverse(double b) => Back(Within(b, Checks ? Summed(End) : 0));

        private double Within(double value, double most) => !Checks || (value >= 0 && value <= most) ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }
}
