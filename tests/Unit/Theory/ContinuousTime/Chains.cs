using CsCheck;
using Unmask.Numerics;
using Unmask.Tests.Oracles;
using Unmask.Theory;

namespace Unmask.Tests.Unit.Theory.ContinuousTime;

/// <summary>Processes, noises and scores, each also in the form that an oracle takes.</summary>
internal static class Chains
{
    public enum Kind
    {
        /// <summary>K (2).</summary>
        Masked,

        /// <summary>K (3).</summary>
        Uniform,

        /// <summary>A generator that is no reset.</summary>
        Circle,
    }

    public static INoiseSchedule Constant(double rate, double end = 1) => new Noise(end, t => rate * t, b => b / rate);

    public static INoiseSchedule LogLinear(double epsilon) =>
        new Noise(1, t => -Logarithms.OnePlus(-(1 - epsilon) * t), b => -Logarithms.ExpMinusOne(-b) / (1 - epsilon));

    public static INoiseSchedule Cosine(double epsilon)
    {
        var scale = Math.PI / 2 * (1 - epsilon);
        return new Noise(
            1,
            t => t == 1 && epsilon == 0 ? double.PositiveInfinity : -Logarithms.OnePlus(-Math.Pow(Math.Sin(scale * t), 2)) / 2,
            b => Math.Asin(Math.Sqrt(-Logarithms.ExpMinusOne(-2 * b))) / scale);
    }

    /// <summary>Rate 2 on [0, ½), none on [½, 1), 3 on [1, 2], none on [2, 3].</summary>
    public static INoiseSchedule Interrupted() => new Noise(
        3,
        t => (2 * Math.Min(t, 0.5)) + (3 * Math.Clamp(t - 1, 0, 1)),
        b => b < 1 ? b / 2 : b == 1 ? 0.75 : 1 + ((b - 1) / 3));

    /// <summary>None up to a time, then as much as this up to twice that time.</summary>
    public static INoiseSchedule Late(double from, double rate) => new Noise(2 * from, t => rate * Math.Max(0, t - from), b => b == 0 ? 0 : from + (b / rate));

    public static IForwardProcess Process(Kind kind) => new MatrixProcess(kind);

    public static FullChain Oracle(Kind kind, Shape shape) => new(Token(kind, shape.States), shape.Length);

    /// <summary>A random table of a law under a random process, with a wave of random size.</summary>
    public static Gen<(RandomLaws.Table Table, Kind Kind, Wave Wave, double Total)> All(int entries, params Kind[] kinds) => Gen.Select(
        RandomLaws.Tables(entries, longest: 4), Gen.OneOfConst(kinds), Gen.Double[-0.8, 0.8], Gen.Double[0, 6], Gen.Double[0.2, 6],
        (table, kind, amplitude, phase, total) => (table, kind, new Wave(amplitude, phase, kind == Kind.Masked ? table.States + 1 : table.States), total));

    public static double[] Embedded(Kind kind, DataLaw law) =>
        kind != Kind.Masked ? law.Probabilities : new TokenSpace(law.Shape.Length, law.Shape.States + 1).Embed(law.Probabilities, law.Shape.States);

    private static double[,] Token(Kind kind, int states) => kind switch
    {
        Kind.Masked => TokenRates.Masked(states),
        Kind.Uniform => TokenRates.Uniform(states),
        _ => TokenRates.Circle(states),
    };

    /// <summary>Factors <c>exp(a sin(phase + i + 2v + 3t))</c>.</summary>
    internal sealed record Wave(double Amplitude, double Phase, int Symbols) : ITokenFactors, IStateScores
    {
        public double Factor(double t, int position, int symbol) => Math.Exp(Amplitude * Math.Sin(Phase + position + (2 * symbol) + (3 * t)));

        public void Factors(NoiseLevel level, Span<double> factors)
        {
            for (var k = 0; k < factors.Length; k++)
            {
                factors[k] = Factor(level.Time, k / Symbols, k % Symbols);
            }
        }

        /// <summary>The same, from the exact scores.</summary>
        public void Estimate(NoiseLevel level, in ScoreRows rows, Span<double> estimate)
        {
            for (var k = 0; k < estimate.Length; k++)
            {
                estimate[k] = rows.Exact[k] * Factor(level.Time, rows.Positions[k / Symbols], k % Symbols);
            }
        }
    }

    /// <summary>A noise by its integral. Nothing here asks for the rate.</summary>
    private sealed class Noise(double end, Func<double, double> integral, Func<double, double> inverse) : INoiseSchedule
    {
        public double End => end;

        public double Rate(double t) => throw new NotSupportedException();

        public double Integral(double t) => integral(t);

        public double Inverse(double b) => inverse(b);
    }

    /// <summary>Any score of time, state, position and symbol, made from the exact one.</summary>
    internal sealed class Scores(Func<NoiseLevel, int, int, int, double, double> of) : IStateScores
    {
        public void Estimate(NoiseLevel level, in ScoreRows rows, Span<double> estimate)
        {
            var n = rows.Space.Symbols;
            for (var k = 0; k < estimate.Length; k++)
            {
                estimate[k] = of(level, rows.States[k / n], rows.Positions[k / n], k % n, rows.Exact[k]);
            }
        }
    }

    /// <summary>Factors of time only.</summary>
    internal sealed class Factors(Func<double, double> of) : ITokenFactors
    {
        void ITokenFactors.Factors(NoiseLevel level, Span<double> factors) => factors.Fill(of(level.Time));
    }

    private sealed class MatrixProcess(Kind kind) : IForwardProcess
    {
        public int Symbols(int states) => kind == Kind.Masked ? states + 1 : states;

        public void Generator(int states, Span<double> generator)
        {
            var (q, n) = (Token(kind, states), Symbols(states));
            for (var k = 0; k < n * n; k++)
            {
                generator[k] = q[k / n, k % n];
            }
        }

        public void Kernel(int states, double b, Span<double> kernel)
        {
            var n = Symbols(states);
            for (var from = 0; from < n; from++)
            {
                var row = new double[n];
                row[from] = 1;
                row = kind == Kind.Circle ? FullChain.Exponential(Token(kind, states), b, row, transposed: true) : Reset(states, b, from);
                row.CopyTo(kernel[(from * n)..]);
            }
        }

        public void Prior(int states, Span<double> prior)
        {
            prior.Fill(kind == Kind.Masked ? 0 : 1.0 / states);
            prior[states - 1 + (kind == Kind.Masked ? 1 : 0)] = kind == Kind.Masked ? 1 : 1.0 / states;
        }

        private double[] Reset(int states, double b, int from)
        {
            var row = new double[Symbols(states)];
            Prior(states, row);
            row = Array.ConvertAll(row, value => value * -Logarithms.ExpMinusOne(-b));
            row[from] += Math.Exp(-b);
            return row;
        }
    }
}
