namespace Unmask.Tests.Conformance.Data;

/// <summary>Grids that are too large to enumerate, against themselves turned and against chains.</summary>
public class GridTests
{
    [Theory]
    [InlineData(3, 40)]
    [InlineData(2, 90)]
    [InlineData(7, 21)]
    public void A_grid_and_the_same_one_turned_are_one_law(int rows, int columns)
    {
        var (wide, tall) = (Open(rows, columns, 0.35, 0.1), Open(columns, rows, 0.35, 0.1));
        var (x, turned) = (new int[rows * columns], new int[rows * columns]);
        var random = new Numerics.RandomStream(4, Numerics.StreamPurpose.Data, rows);
        wide.Sample(ref random, x);
        Turn();
        Assert.Equal(wide.Find<IJointLaw>()!.LogProbability(x), tall.Find<IJointLaw>()!.LogProbability(turned), 1e-9);

        for (var i = 0; i < x.Length; i++)
        {
            x[i] = random.NextDouble() < 0.6 ? 2 : x[i];
        }

        Turn();
        var (across, down) = (Rows(wide, x), Rows(tall, turned));
        Assert.All(across, row => Assert.Equal(row.Value, down[(row.Key % columns * rows) + (row.Key / columns)], 1e-12));

        void Turn()
        {
            for (var i = 0; i < x.Length; i++)
            {
                turned[(i % columns * rows) + (i / columns)] = x[i];
            }
        }

        static Dictionary<int, double> Rows(IDataDistribution law, int[] x) => Enumerable.Range(0, x.Length).Where(i => x[i] == 2)
            .Zip(Queries.Ask(law.Find<IConditionalLaw>()!, law.Shape, x)[0]).ToDictionary(pair => pair.First, pair => pair.Second[1]);
    }

    [Theory]
    [InlineData(1, 300)]
    [InlineData(300, 1)]
    public void A_single_line_is_a_potts_chain(int rows, int columns)
    {
        // Spins that agree weigh e^J, others e^−J.
        var (line, potts) = (Open(rows, columns, 0.4, 0), Opened.Data("""{"kind":"potts","length":300,"states":2,"coupling":0.8}"""));
        var x = new int[300];
        var random = new Numerics.RandomStream(4, Numerics.StreamPurpose.Data, 0);
        line.Sample(ref random, x);
        Assert.Equal(potts.Find<IJointLaw>()!.LogProbability(x), line.Find<IJointLaw>()!.LogProbability(x), 1e-9);
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = random.NextDouble() < 0.7 ? 2 : x[i];
        }

        var (expected, actual) = (Queries.Ask(potts.Find<IConditionalLaw>()!, potts.Shape, x)[0], Queries.Ask(line.Find<IConditionalLaw>()!, line.Shape, x)[0]);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First[1], pair.Second[1], 1e-12));
        Assert.Equal(1, line.Find<IMarkovOrder>()!.Order);
    }

    [Fact]
    public void The_strongest_coupling_that_is_let_through_underflows_nothing()
    {
        // 4 · 9.375 · 8 = 300. All spins but one are up around a masked one; its row and its neighbour's still sum to 1.
        var law = Open(8, 30, 9.375, 0);
        var x = Enumerable.Repeat(1, 240).ToArray();
        (x[100], x[101], x[102], x[0], x[239]) = (2, 0, 2, 0, 0);
        var rows = Queries.Ask(law.Find<IConditionalLaw>()!, law.Shape, x)[0];
        Assert.All(rows, row => Assert.Equal(Math.Exp(-4 * 9.375) / (1 + Math.Exp(-4 * 9.375)), row[0], 1e-25));
        Assert.True(double.IsFinite(law.Find<IJointLaw>()!.LogProbability([.. x.Select(v => v % 2)])));
    }

    private static IDataDistribution Open(int rows, int columns, double coupling, double field) => Opened.Data(FormattableString.Invariant(
        $$"""{"kind":"ising-grid","rows":{{rows}},"columns":{{columns}},"coupling":{{coupling}},"field":{{field}}}"""));
}
