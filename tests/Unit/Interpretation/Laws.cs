using Unmask.Numerics;

namespace Unmask.Tests.Unit.Interpretation;

/// <summary>A small law by its table, with plain conditionals: what the interpretations are tried on without any plugin.</summary>
internal sealed class TableLaw(Shape shape, double[] p) : IDataDistribution, IJointLaw, IMaskPredictor
{
    public Shape Shape => shape;

    public static TableLaw Random(Shape shape, int seed)
    {
        var stream = new RandomStream((ulong)seed, StreamPurpose.Data, 0);
        var p = new double[(int)shape.Sequences];
        for (var k = 0; k < p.Length; k++)
        {
            p[k] = -Math.Log(1 - stream.NextDouble());
        }

        var total = p.Sum();
        return new TableLaw(shape, [.. p.Select(value => value / total)]);
    }

    public double[] Probabilities => p;

    public void Sample(ref RandomStream random, Span<int> x) => Decode(Categorical.Draw(p, random.NextDouble()), x);

    public double LogProbability(ReadOnlySpan<int> x)
    {
        var number = 0;
        foreach (var symbol in x)
        {
            number = (number * shape.States) + symbol;
        }

        return Math.Log(p[number]);
    }

    public void Predict(in Query query, Span<double> rows, CancellationToken stop)
    {
        Span<int> x = stackalloc int[shape.Length];
        for (var k = 0; k < query.Count; k++)
        {
            var tokens = query.Tokens(k);
            var positions = query.Positions(k);
            var own = query.RowsOf(k, rows);
            own.Clear();
            for (var number = 0; number < p.Length; number++)
            {
                Decode(number, x);
                var agrees = true;
                for (var i = 0; i < x.Length; i++)
                {
                    agrees &= tokens[i] == shape.Mask || tokens[i] == x[i];
                }

                if (agrees)
                {
                    for (var m = 0; m < positions.Length; m++)
                    {
                        own[(m * shape.States) + x[positions[m]]] += p[number];
                    }
                }
            }

            for (var m = 0; m < positions.Length; m++)
            {
                var row = own.Slice(m * shape.States, shape.States);
                var total = Sum.Of(row);
                for (var v = 0; v < row.Length; v++)
                {
                    row[v] = total > 0 ? row[v] / total : 1.0 / row.Length;
                }
            }
        }
    }

    private void Decode(int number, Span<int> x)
    {
        for (var i = x.Length - 1; i >= 0; i--)
        {
            x[i] = number % shape.States;
            number /= shape.States;
        }
    }
}

/// <summary>A predictor that allocates nothing and costs nothing: position i prefers symbol i mod S.</summary>
internal sealed class TiltedPredictor(int states) : IMaskPredictor
{
    public void Predict(in Query query, Span<double> rows, CancellationToken stop)
    {
        for (var k = 0; k < query.Count; k++)
        {
            var own = query.RowsOf(k, rows);
            own.Fill(0.5 / states);
            var positions = query.Positions(k);
            for (var m = 0; m < positions.Length; m++)
            {
                own[(m * states) + (positions[m] % states)] += 0.5;
            }
        }
    }
}

/// <summary>Equal sizes, the last cut.</summary>
internal sealed class Blocks(int size) : ISizeLaw
{
    public int Sizes(int step, int left, Span<double> law)
    {
        var now = Math.Min(size, left);
        law[..now].Clear();
        law[now - 1] = 1;
        return now;
    }
}

/// <summary>LC (6): the schedule moves.</summary>
internal sealed class Plain(ISchedule schedule) : ISampler
{
    public long Samples => 1000;

    public Observes Observes => schedule.Observes;

    public int Memory => schedule.Memory;

    public void Move(in Step step, in Rows rows, IChoices choose) => schedule.Reveal(step, rows, choose);
}

/// <summary>A schedule made of a function, for trying out contracts.</summary>
internal sealed class Scripted(Observes observes, Scripted.Body body, int memory = 0) : ISchedule
{
    public delegate void Body(in Step step, in Rows rows, IChoices choose);

    public Observes Observes => observes;

    public int Memory => memory;

    public void Reveal(in Step step, in Rows rows, IChoices choose) => body(step, rows, choose);
}
