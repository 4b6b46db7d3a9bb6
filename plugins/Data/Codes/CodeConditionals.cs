using System.Buffers;
using Unmask.Theory;

namespace Unmask.Plugins.Data.Codes;

/// <summary>Conditionals of the uniform law on a code: each revealed position is an equation for the message, a masked one a sum of them or free.</summary>
/// <remarks>Thread-safe; scratch comes from the shared pool, so a warm call allocates nothing.</remarks>
internal sealed class CodeConditionals(Code code) : ISequenceConditionals
{
    /// <inheritdoc/>
    public bool TryConditionals(ReadOnlySpan<int> tokens, ReadOnlySpan<int> positions, Span<double> rows, CancellationToken stop)
    {
        var (k, width, states) = (code.Dimension, code.Dimension + 1, code.Field.Size);
        var scratch = ArrayPool<int>.Shared.Rent(width * width);
        scratch.AsSpan(0, width * width).Clear();
        var equation = scratch.AsSpan(k * width, width);
        var echelon = new Echelon(code.Field, k, scratch.AsSpan(0, k * width));
        var possible = true;
        for (var i = 0; possible && i < tokens.Length; i++)
        {
            if (tokens[i] != states)
            {
                var lead = Reduce(echelon, i, tokens[i], equation);
                possible = lead >= 0 || equation[k] == 0;
                if (lead >= 0)
                {
                    echelon.Hold(lead, equation);
                }
            }

            stop.ThrowIfCancellationRequested();
        }

        for (var n = 0; possible && n < positions.Length; n++)
        {
            var row = rows.Slice(n * states, states);
            if (Reduce(echelon, positions[n], 0, equation) >= 0)
            {
                row.Fill(1.0 / states);
            }
            else
            {
                row.Clear();
                row[code.Field.Negate(equation[k])] = 1;
            }
        }

        ArrayPool<int>.Shared.Return(scratch);
        return possible;
    }

    // What is left of "column i of the generator times the message is this value"; with nothing left, the value is what is missing.
    private int Reduce(in Echelon echelon, int i, int value, Span<int> equation)
    {
        code.Column(i, equation);
        equation[^1] = value;
        return echelon.Reduce(equation);
    }
}
