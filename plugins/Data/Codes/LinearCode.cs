using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask.Numerics;
using Unmask.Plugins.Data.Sums;
using Unmask.Theory;

namespace Unmask.Plugins.Data.Codes;

/// <summary>Options of <see cref="LinearCode"/>.</summary>
/// <param name="States">The field, integers modulo a prime.</param>
/// <param name="Generator">k independent rows of n entries.</param>
public sealed record LinearCodeOptions(
    [Description("Number of symbols q, a prime: words are over the integers modulo q"), Range(2, 65521)] int States,
    [Description("Generator matrix: k rows, none of them a sum of multiples of others, of n numbers from 0 to states - 1; n is the sequence length")] int[][] Generator);

/// <summary>The uniform law on the words of a linear code, <c>{m G : m ∈ F_q^k}</c> (T 1.10, T 1.17).</summary>
/// <remarks>
/// <para>A position is determined by the revealed ones or uniform, or 0 in every word. Conditionals by Gaussian elimination, at most
/// <c>n k²</c> multiplications a sequence.</para>
/// <para>The information curve counts how often random positions determine another (<see cref="Determination"/>): exact for n up to 20,
/// for longer codes where the sets of positions without full rank are at most about 2^20, as where k or n − k is small, and for Reed–Solomon
/// codes of any length; there is none otherwise. Thread-safe; sampling, probabilities and conditionals allocate nothing once warm.</para>
/// </remarks>
[Plugin(
    "linear-code",
    Summary = "Uniform on the words of a linear code over a prime field, given by its generator",
    Equation = "p(x) = q^−k if x = m G for a message m, else 0",
    Reference = "T 1.17",
    Example = """{"states": 3, "generator": [[1, 0, 1, 1], [0, 1, 1, 2]]}""")]
public sealed class LinearCode : IDataDistribution, IJointLaw, IWindowLaw, IConditionalLaw, IInformationCurve, IMappedCurve, IValidates
{
    private readonly LinearCodeOptions _options;
    private readonly Lazy<Code> _code;
    private readonly Lazy<CodeConditionals> _conditionals;
    private readonly Lazy<Determination?> _determination;

    /// <summary>Creates the law; nothing is computed yet.</summary>
    public LinearCode(LinearCodeOptions options)
    {
        _options = options;
        Shape = new Shape(options.Generator is [{ Length: > 0 } first, ..] ? first.Length : 1, options.States);
        _code = new(() => new Code(new PrimeField(options.States), Shape.Length, options.Generator));
        _conditionals = new(() => new CodeConditionals(_code.Value));
        _determination = new(() => Determination.Of(_code.Value));
    }

    /// <inheritdoc/>
    public Shape Shape { get; }

    /// <inheritdoc/>
    public double? MappedCost => Shape.States + 2.0;

    /// <summary>The curves are offered where they can be computed.</summary>
    public T? Find<T>() where T : class =>
        (typeof(T) == typeof(IInformationCurve) || typeof(T) == typeof(IMappedCurve)) && _determination.Value is null ? null : this as T;

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        if (!PrimeField.IsPrime(_options.States))
        {
            var (below, above) = (_options.States - 1, _options.States + 1);
            while (!PrimeField.IsPrime(below))
            {
                below--;
            }

            while (!PrimeField.IsPrime(above))
            {
                above++;
            }

            problems.Add("states", $"Expected a prime, got {_options.States}: codes are over the integers modulo a prime. The nearest are {below} and {above}.");
        }

        if (_options.Generator is not [{ Length: > 0 }, ..])
        {
            problems.Add("generator", "Expected at least one row of at least one number.");
        }
        else if (IsMatrix(problems) && PrimeField.IsPrime(_options.States))
        {
            foreach (var row in _code.Value.Dependent)
            {
                problems.Add($"generator/{row}", "Expected independent rows, got a sum of multiples of the rows before it. Leave it out: the words are the same.");
            }
        }
    }

    /// <inheritdoc/>
    public void Sample(ref RandomStream random, Span<int> x) => _code.Value.Draw(ref random, x);

    /// <inheritdoc/>
    public double LogProbability(ReadOnlySpan<int> x) =>
        _code.Value.Contains(x) ? -_code.Value.Dimension * Math.Log(Shape.States) : double.NegativeInfinity;

    /// <inheritdoc/>
    public void Window(int start, int length, Span<double> law)
    {
        var part = _code.Value.Window(start, length);
        var probability = Math.Pow(Shape.States, -part.Dimension);
        var (count, x) = ((int)Math.Pow(Shape.States, length), new int[length]);
        for (var k = 0; k < count; k++)
        {
            for (var (j, left) = (length - 1, k); j >= 0; j--, left /= Shape.States)
            {
                x[j] = left % Shape.States;
            }

            law[k] = part.Contains(x) ? probability : 0;
        }
    }

    /// <inheritdoc/>
    public void Conditionals(in Query query, Span<double> rows, CancellationToken stop) => _conditionals.Value.Answer(query, rows, stop);

    /// <inheritdoc/>
    public InformationCurve Curve(CancellationToken stop)
    {
        var log = Math.Log(Shape.States);
        return new InformationCurve(log * Known.Undetermined[0], Array.ConvertAll(Known.Determined, share => log * share));
    }

    /// <inheritdoc/>
    public double[] Excess(IRowMap map, CancellationToken stop)
    {
        var distorted = new UniformExcess(map, Shape.States);
        var (uniform, zero, certain) = map.IsIdentity ? (0, 0, 0) : (distorted.Uniform, distorted.Point(0), distorted.MeanOfPoints(stop));
        var zeros = 1 - Known.Undetermined[0];
        return [.. Known.Undetermined.Zip(Known.Determined, (open, determined) => Part(open, uniform) + Part(determined, certain) + Part(zeros, zero))];

        static double Part(double share, double excess) => share == 0 ? 0 : share * excess;
    }

    private Determination Known => _determination.Value
        ?? throw new InvalidOperationException("The sets of positions of this code are too many to count.");

    private bool IsMatrix(Problems problems)
    {
        var before = problems.All.Count;
        foreach (var (r, row) in _options.Generator.Index())
        {
            if (row.Length != Shape.Length)
            {
                problems.Add($"generator/{r}", $"Expected {Shape.Length} numbers, as the first row has, got {row.Length}.");
            }

            foreach (var (j, entry) in row.Index())
            {
                if (entry < 0 || entry >= Shape.States)
                {
                    problems.Add($"generator/{r}/{j}", $"Expected a number from 0 to {Shape.States - 1}, got {entry}.");
                }
            }
        }

        if (_options.Generator.Length > Shape.Length)
        {
            problems.Add("generator", $"Expected at most {Shape.Length} rows, the length of a word, got {_options.Generator.Length}: more are never independent.");
        }

        return problems.All.Count == before;
    }
}
