using CsCheck;

namespace Unmask.Tests.Unit.Theory;

/// <summary>Random joint laws and curves.</summary>
public static class RandomLaws
{
    /// <summary>A table of S^L probabilities.</summary>
    public sealed record Table(double[] P, int Length, int States)
    {
        public DataLaw Law => new(new Shape(Length, States), P);

        public override string ToString() => $"L = {Length}, S = {States}, p = [{string.Join(", ", P.Select(value => value.ToString("R", null)))}]";
    }

    /// <summary>Tables with S^L up to a number: flat ones, peaked ones, and ones with many zeros.</summary>
    public static Gen<Table> Tables(int entries, int shortest = 1, int longest = 12) =>
        Gen.OneOfConst([.. Shapes(entries, shortest, longest)]).SelectMany(shape => Gen.Select(
            Gen.Double[0.001, 1].Array[(int)shape.Sequences], Gen.OneOfConst(0.3, 1.0, 6.0), Gen.OneOfConst(0.0, 0.4),
            (weights, power, zero) => new Table(Normalised(weights, power, zero), shape.Length, shape.States)));

    /// <summary>Sizes in reveal order that sum to a length.</summary>
    public static Gen<int[]> Composition(int length) =>
        Gen.Bool.Array[length - 1].Select(cuts =>
        {
            var sizes = new List<int> { 1 };
            foreach (var cut in cuts)
            {
                if (cut)
                {
                    sizes.Add(1);
                }
                else
                {
                    sizes[^1]++;
                }
            }

            return sizes.ToArray();
        });

    /// <summary>Information curves of length L that need no law: non-increasing, with flat parts.</summary>
    public static Gen<double[]> Decreasing(int shortest, int longest) =>
        Gen.Select(Gen.Double[0, 1], Gen.Bool).Array[shortest, longest].Select(steps =>
        {
            var curve = new double[steps.Length];
            for (var w = 1; w < curve.Length; w++)
            {
                curve[w] = curve[w - 1] - (steps[w].Item2 ? steps[w].Item1 : 0);
            }

            return curve;
        });

    private static IEnumerable<Shape> Shapes(int entries, int shortest, int longest) =>
        from length in Enumerable.Range(shortest, longest - shortest + 1)
        from states in Enumerable.Range(2, 4)
        where new Shape(length, states).Sequences <= entries
        select new Shape(length, states);

    private static double[] Normalised(double[] weights, double power, double zero)
    {
        var p = weights.Select(weight => weight * 997 % 1 < zero ? 0 : Math.Pow(weight, power)).ToArray();
        p[0] += p.Sum() == 0 ? 1 : 0;
        return [.. p.Select(value => value / p.Sum())];
    }
}
