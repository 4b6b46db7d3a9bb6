namespace Unmask.Plugins.Samplers;

/// <summary>The forward process of one token at unit rate, as the reverse jumps see it. Immutable, so thread-safe.</summary>
internal sealed class TokenJumps
{
    private readonly IForwardProcess _process;
    private readonly double[] _generator = [];

    /// <summary>Reads a process.</summary>
    /// <param name="process">The process.</param>
    /// <param name="states">Vocabulary size S.</param>
    public TokenJumps(IForwardProcess process, int states)
    {
        (_process, States, Symbols) = (process, states, process.Symbols(states));
        Prior = new double[Symbols];
        process.Prior(states, Prior);
        IsReset = process.Redraws(states);
        if (!IsReset)
        {
            _generator = new double[Symbols * Symbols];
            process.Generator(states, _generator);
        }
    }

    /// <summary>Vocabulary size S.</summary>
    public int States { get; }

    /// <summary>Symbols n of a token: S, or S+1 with the mask.</summary>
    public int Symbols { get; }

    /// <summary>Whether the mask is one of them.</summary>
    public bool HasMask => Symbols > States;

    /// <summary>The law that is left at the end of time, shape [n].</summary>
    public double[] Prior { get; }

    /// <summary>Whether a token forgets all at unit rate and is drawn anew from the prior, <c>Q = 1·priorᵀ − I</c>: kernels are then known in closed form.</summary>
    public bool IsReset { get; }

    /// <summary>The forward rate <c>Q(from, to)</c> between two symbols that differ.</summary>
    public double Rate(int from, int to) => IsReset ? Prior[to] : _generator[(from * Symbols) + to];

    /// <summary>The transition kernel, shape [n × n].</summary>
    public void Kernel(double b, Span<double> kernel) => _process.Kernel(States, b, kernel);

    /// <summary>Reverse rates <c>β Q(v, x_i) s̃_v</c> of one position, or, with a time in place of β, expected numbers of jumps.</summary>
    /// <param name="scale">β, or <c>hβ</c>.</param>
    /// <param name="ratios">The score there, shape [S].</param>
    /// <param name="present">The symbol that is there.</param>
    /// <param name="rates">Receives the rates, 0 at the symbol that is there and at the mask; shape [n].</param>
    /// <returns>Their sum.</returns>
    public double Rates(double scale, ReadOnlySpan<double> ratios, int present, Span<double> rates)
    {
        rates.Clear();
        var total = 0.0;
        for (var v = 0; v < ratios.Length; v++)
        {
            if (v != present)
            {
                rates[v] = scale * Rate(v, present) * ratios[v];
                total += rates[v];
            }
        }

        return total;
    }
}
