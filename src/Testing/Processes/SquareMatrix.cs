namespace Unmask.Testing;

/// <summary>A matrix over symbols, row = from, column = to. NaN where nothing was written.</summary>
internal sealed class SquareMatrix
{
    private readonly double[] _values;

    private SquareMatrix(int size)
    {
        Size = size;
        _values = new double[size * size];
    }

    /// <summary>The number of symbols.</summary>
    public int Size { get; }

    public double this[int from, int to] => _values[(from * Size) + to];

    /// <summary>The generator of a process.</summary>
    public static SquareMatrix Generator(IForwardProcess process, int states)
    {
        var matrix = new SquareMatrix(process.Symbols(states));
        Array.Fill(matrix._values, double.NaN);
        process.Generator(states, matrix._values);
        return matrix;
    }

    /// <summary>The kernel of a process.</summary>
    public static SquareMatrix Kernel(IForwardProcess process, int states, double b)
    {
        var matrix = new SquareMatrix(process.Symbols(states));
        Array.Fill(matrix._values, double.NaN);
        process.Kernel(states, b, matrix._values);
        return matrix;
    }

    /// <summary>The prior of a process.</summary>
    public static double[] Prior(IForwardProcess process, int states)
    {
        var prior = new double[process.Symbols(states)];
        Array.Fill(prior, double.NaN);
        process.Prior(states, prior);
        return prior;
    }

    /// <summary>The matrix product.</summary>
    public static SquareMatrix operator *(SquareMatrix left, SquareMatrix right) =>
        left.With((from, to) => Enumerable.Range(0, left.Size).Sum(via => left[from, via] * right[via, to]));

    /// <summary>The difference.</summary>
    public SquareMatrix Minus(SquareMatrix other) => With((from, to) => this[from, to] - other[from, to]);

    /// <summary>A multiple.</summary>
    public SquareMatrix Times(double factor) => With((from, to) => factor * this[from, to]);

    /// <summary>A row.</summary>
    public double[] Row(int from) => _values[(from * Size)..((from + 1) * Size)];

    /// <summary>A law after a step of this kernel.</summary>
    public double[] After(double[] law) => [.. Enumerable.Range(0, Size).Select(to => Enumerable.Range(0, Size).Sum(from => law[from] * this[from, to]))];

    /// <summary>Looks at every entry.</summary>
    public void Each(Action<int, int, double> look)
    {
        for (var from = 0; from < Size; from++)
        {
            for (var to = 0; to < Size; to++)
            {
                look(from, to, this[from, to]);
            }
        }
    }

    /// <summary>Fails where the two are further apart than a tolerance.</summary>
    public void Near(SquareMatrix other, double tolerance, Func<int, int, double, double, string> message) => Each((from, to, value) =>
    {
        if (!(Math.Abs(value - other[from, to]) <= tolerance))
        {
            Assert.Fail(message(from, to, value, other[from, to]));
        }
    });

    private SquareMatrix With(Func<int, int, double> value)
    {
        var matrix = new SquareMatrix(Size);
        Each((from, to, _) => matrix._values[(from * Size) + to] = value(from, to));
        return matrix;
    }
}
