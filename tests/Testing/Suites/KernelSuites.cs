namespace Unmask.Tests.Testing.Suites;

internal sealed class KernelSuite(Func<Shape, IKernel> create) : KernelConformance
{
    protected override IKernel Create(Shape shape) => create(shape);
}

/// <summary>Kernels, broken and correct.</summary>
internal static class KernelSuites
{
    private static int _instances;

    public static IEnumerable<BrokenCase> Broken =>
    [
        With(nameof(KernelConformance.The_largest_value_is_finite), "has no bound", "the largest value is Infinity", kernel => kernel.Largest = double.PositiveInfinity),
        With(nameof(KernelConformance.No_value_exceeds_the_largest), "claims half of its values", "is 1; the largest value is said to be 0.5", kernel => kernel.Largest = 0.5),
        With(nameof(KernelConformance.It_is_symmetric), "looks at one sequence only", "is 0.5, and 1 when they change places", kernel => kernel.Of = static (x, y) => x[0] == 0 ? 0.5 : 1),
        With(nameof(KernelConformance.It_is_positive_semidefinite), "is a distance", "expected none", kernel => kernel.Of = static (x, y) => 1 - Agreement(x, y)),
        With(nameof(KernelConformance.It_is_positive_semidefinite), "has its sign the wrong way round", "an eigenvalue of -1 or less", kernel => kernel.Of = static (x, y) => -Agreement(x, y)),
        With(nameof(KernelConformance.Its_symbols_make_it_up), "is a mean that says it is a product", "the product over positions is 0", kernel => kernel.Multiplies = true),
        With(nameof(KernelConformance.Its_symbols_make_it_up), "mistakes what different symbols have in common", "k(0, 1) is 0; of two values it is said to be 0.5", kernel => kernel.TwoValues = (1, 0.5)),
        With(nameof(KernelConformance.The_same_sequences_have_the_same_value), "tires", "asked again; before", kernel =>
        {
            var calls = 0;
            kernel.Of = (x, y) => 1.0 / ++calls;
        }),
        With(nameof(KernelConformance.The_same_sequences_have_the_same_value), "has a value for each instance", "of another instance; before", kernel =>
        {
            var own = Interlocked.Increment(ref _instances) % 1000;
            kernel.Of = (x, y) => own;
        }),
        With(nameof(KernelConformance.Many_threads_get_the_answers_of_one), "shares a field between calls", "on several threads at once; before", kernel =>
        {
            var shared = 0.0;
            kernel.Of = (x, y) =>
            {
                shared = Agreement(x, y);
                Thread.Sleep(1);
                return shared;
            };
        }),
        With(nameof(KernelConformance.It_allocates_nothing_once_warm), "copies a sequence", "bytes a time", kernel => kernel.Of = static (x, y) => Agreement(x.ToArray(), y)),
    ];

    public static IEnumerable<CorrectCase> Correct =>
    [
        new(typeof(KernelSuite), "a mean over positions", () => new KernelSuite(_ => new Kernel { TwoValues = (1, 0) })),
        new(typeof(KernelSuite), "a product over positions", () => new KernelSuite(_ => new Kernel { Multiplies = true, Of = static (x, y) => x.SequenceEqual(y) ? 1 : 0 })),
        new(typeof(KernelSuite), "made of none on symbols", () => new KernelSuite(_ => new Whole())),
    ];

    private static BrokenCase With(string test, string what, string says, Action<Kernel> change) => new(typeof(KernelSuite), test, what, says, () => new KernelSuite(_ =>
    {
        var kernel = new Kernel();
        change(kernel);
        return kernel;
    }));

    private static double Agreement(ReadOnlySpan<int> x, ReadOnlySpan<int> y)
    {
        var count = 0;
        for (var i = 0; i < x.Length; i++)
        {
            count += x[i] == y[i] ? 1 : 0;
        }

        return (double)count / x.Length;
    }

    private delegate double OfPair(ReadOnlySpan<int> x, ReadOnlySpan<int> y);

    /// <summary>The share of positions that agree, each part of which can be changed.</summary>
    private sealed class Kernel : IKernel, ISymbolKernel
    {
        public double Largest { get; set; } = 1;

        public bool Multiplies { get; set; }

        public OfPair Of { get; set; } = Agreement;

        public (double Same, double Different)? TwoValues { get; set; }

        public double Symbol(int a, int b) => a == b ? 1 : 0;

        public double Value(ReadOnlySpan<int> x, ReadOnlySpan<int> y) => Of(x, y);
    }

    /// <summary>1 for sequences with the same sum, which no symbol alone tells.</summary>
    private sealed class Whole : IKernel
    {
        public double Largest => 1;

        public double Value(ReadOnlySpan<int> x, ReadOnlySpan<int> y)
        {
            var difference = 0;
            for (var i = 0; i < x.Length; i++)
            {
                difference += x[i] - y[i];
            }

            return difference == 0 ? 1 : 0;
        }
    }
}
