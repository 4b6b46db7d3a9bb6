using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Unmask.Numerics;
using Unmask.Theory;

namespace Unmask.Plugins.Data.Grids;

/// <summary>Options of <see cref="IsingGrid"/>.</summary>
/// <param name="Rows">Rows of the grid.</param>
/// <param name="Columns">Columns of the grid.</param>
/// <param name="Coupling">Positive favours equal neighbours.</param>
/// <param name="Field">Positive favours symbol 1.</param>
public sealed record IsingGridOptions(
    [Description("Rows of the grid"), Range(1, 1 << 22)] int Rows,
    [Description("Columns of the grid; the sequence is row by row"), Range(1, 1 << 22)] int Columns,
    [Description("Coupling, nats per product of neighbouring spins; negative favours different ones"), Range(-100.0, 100.0)] double Coupling,
    [Description("Field, nats per spin; positive favours symbol 1"), Range(-100.0, 100.0)] double Field = 0);

/// <summary>The Ising model on a rectangle with free edges, <c>p(x) ∝ exp(coupling Σ_⟨ij⟩ s_i s_j + field Σ_i s_i)</c>, <c>s = 2x − 1</c>.</summary>
/// <remarks>
/// <para>Exact, by transfer matrices a spin at a time over the narrower side, w (<see cref="ForwardBackward"/>): <c>O(L 2^w)</c> a sequence.
/// L 2^w is at most 2^24, and <c>(4 |coupling| + 2 |field|) w</c> at most 300, so that no weight underflows (neighbouring memories differ by
/// at most its exponential).</para>
/// <para>Samples are drawn spin by spin from <c>p(x_i | x_0…x_{i−1})</c>; these L 2^w numbers are computed at the first. No information curve
/// is known in closed form. Thread-safe; sampling, probabilities and conditionals allocate nothing once warm.</para>
/// </remarks>
[Plugin(
    "ising-grid",
    Summary = "Ising spins on a grid with free edges, symbols 0 and 1, row by row",
    Equation = "p(x) ∝ exp(coupling Σ_<ij> s_i s_j + field Σ_i s_i), s = 2x − 1",
    Reference = "Onsager 1944",
    Example = """{"rows": 4, "columns": 4, "coupling": 0.4}""")]
public sealed class IsingGrid : IDataDistribution, IJointLaw, IWindowLaw, IConditionalLaw, IMarkovOrder, IFiniteMemory, IValidates
{
    private const double MostNumbers = 1 << 24;
    private const double MostExponent = 300;

    private readonly IsingGridOptions _options;
    private readonly ReadingOrder _order;
    private readonly Lazy<GridTransfer> _grid;
    private readonly Lazy<ForwardBackward> _pass;
    private readonly Lazy<ISequenceConditionals> _conditionals;
    private readonly Lazy<double> _logPartition;
    private readonly Lazy<double[]> _draws;

    /// <summary>Creates the law; nothing is computed yet.</summary>
    public IsingGrid(IsingGridOptions options)
    {
        (_options, _order) = (options, new ReadingOrder(options.Rows, options.Columns));
        Shape = new Shape((int)Math.Min(int.MaxValue, (long)options.Rows * options.Columns), 2);
        _grid = new(() => new GridTransfer(_order, options.Coupling, options.Field));
        _pass = new(() => new ForwardBackward(_grid.Value));
        _conditionals = new(() => _order.Turned ? new ReorderedConditionals(_pass.Value, _order.Place) : _pass.Value);
        _logPartition = new(() => _pass.Value.LogWeight(AllMasked()));
        _draws = new(() => _grid.Value.Draws());
    }

    /// <inheritdoc/>
    public Shape Shape { get; }

    /// <summary>The length of a row: given that many spins, earlier ones change nothing.</summary>
    public int Order => _options.Rows == 1 ? 1 : _options.Columns;

    /// <inheritdoc/>
    public ITransferLaw Memory => _grid.Value;

    /// <inheritdoc/>
    public bool Reorders => _order.Turned;

    /// <inheritdoc/>
    public int Place(int i) => _order.Place(i);

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        var (width, lines) = (_order.Width, (double)_order.Lines);
        var exponent = (4 * Math.Abs(_options.Coupling)) + (2 * Math.Abs(_options.Field));
        if (Numbers(width) > MostNumbers)
        {
            var most = width;
            while (Numbers(most) > MostNumbers)
            {
                most--;
            }

            problems.Add(string.Create(CultureInfo.InvariantCulture, $"A grid of {_options.Rows} x {_options.Columns} needs {width * lines:G4} x 2^{width} = {Numbers(width):G4} numbers; at most 2^24 = {MostNumbers:N0}. Beside a side of {lines}, take one of at most {most}."));
        }
        else if (exponent * width > MostExponent)
        {
            problems.Add("coupling", string.Create(CultureInfo.InvariantCulture, $"Expected 4 |coupling| + 2 |field| of at most {MostExponent / width:G4} where the narrower side is {width}, so that no weight underflows; got {exponent:G4}. Take a smaller coupling or field: the grid is frozen long before."));
        }

        double Numbers(int side) => side * lines * Math.Pow(2, side);
    }

    /// <inheritdoc/>
    public void Sample(ref RandomStream random, Span<int> x)
    {
        var (grid, draws, memory) = (_grid.Value, _draws.Value, 0);
        for (var i = 0; i < x.Length; i++)
        {
            var symbol = random.NextDouble() < draws[(i * grid.Memories) + memory] ? 1 : 0;
            x[_order.Place(i)] = symbol;
            memory = grid.Follow(memory, symbol);
        }
    }

    /// <inheritdoc/>
    public double LogProbability(ReadOnlySpan<int> x)
    {
        var (grid, memory, sum) = (_grid.Value, 0, default(Sum));
        for (var i = 0; i < x.Length; i++)
        {
            var symbol = x[_order.Place(i)];
            sum.Add(grid.Exponent(i, memory, symbol));
            memory = grid.Follow(memory, symbol);
        }

        return sum.Value - _logPartition.Value;
    }

    /// <inheritdoc/>
    public void Window(int start, int length, Span<double> law)
    {
        if (!_order.Turned)
        {
            _pass.Value.Window(start, length, law);
            return;
        }

        // The spins of a row are not read one after another: each assignment is weighed by itself.
        var tokens = AllMasked();
        for (var k = 0; k < 1 << length; k++)
        {
            for (var j = 0; j < length; j++)
            {
                tokens[_order.Read(start + j)] = (k >> (length - 1 - j)) & 1;
            }

            law[k] = Math.Exp(_pass.Value.LogWeight(tokens) - _logPartition.Value);
        }

        Matrices.Normalise(law[..(1 << length)]);
    }

    /// <inheritdoc/>
    public void Conditionals(in Query query, Span<double> rows, CancellationToken stop) => _conditionals.Value.Answer(query, rows, stop);

    private int[] AllMasked() => [.. Enumerable.Repeat(Shape.Mask, Shape.Length)];
}
