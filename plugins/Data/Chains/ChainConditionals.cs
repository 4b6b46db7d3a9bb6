using System.Buffers;
using Unmask.Theory;

namespace Unmask.Plugins.Data.Chains;

/// <summary>The conditionals of a chain under any mask, <c>p(X_i = v | x∘W) ∝ F_i(v) B_i(v)</c>.</summary>
/// <remarks>
/// <para><c>F_i</c> is the law of <c>X_i</c> given the nearest revealed token on its left (its marginal if there is none),
/// <c>B_i</c> the likelihood of the nearest revealed token on its right (1 if there is none). A homogeneous chain reads
/// both off its powers, O(S) a row; otherwise messages run through the masked positions, O(S²) each, normalised at every step.</para>
/// <para>Where the revealed tokens have probability zero, all rows of the sequence are marginals.</para>
/// <para>Thread-safe; scratch comes from the shared pool, so a warm call allocates nothing.</para>
/// </remarks>
internal sealed class ChainConditionals(Chain chain) : IConditionalLaw
{
    private readonly int _length = chain.Shape.Length;
    private readonly int _states = chain.Shape.States;

    /// <inheritdoc/>
    public void Conditionals(in Query query, Span<double> rows, CancellationToken stop)
    {
        var scratch = ArrayPool<double>.Shared.Rent(2 * _states);
        for (var k = 0; k < query.Count; k++)
        {
            stop.ThrowIfCancellationRequested();
            var asked = query.Positions(k);
            var own = query.RowsOf(k, rows);
            if (!asked.IsEmpty && !TryWrite(query.Tokens(k), asked, own, scratch))
            {
                for (var n = 0; n < asked.Length; n++)
                {
                    chain.Marginal(asked[n]).CopyTo(Row(own, n));
                }
            }
        }

        ArrayPool<double>.Shared.Return(scratch);
    }

    // False if the revealed tokens cannot occur together.
    private bool TryWrite(ReadOnlySpan<int> tokens, ReadOnlySpan<int> asked, Span<double> rows, Span<double> scratch)
    {
        var (left, done) = (-1, 0);
        for (var right = 0; right <= _length; right++)
        {
            if (right < _length && tokens[right] == _states)
            {
                continue;
            }

            var end = done;
            while (end < asked.Length && asked[end] < right)
            {
                end++;
            }

            var run = new Run(left, left < 0 ? 0 : tokens[left], right, right == _length ? 0 : tokens[right]);
            var possible = end > done
                ? TryRun(run, asked[done..end], rows[(done * _states)..(end * _states)], scratch)
                : chain.Positive || IsPossible(run, scratch);
            if (!possible)
            {
                return false;
            }

            (left, done) = (right, end);
        }

        return true;
    }

    private bool TryRun(Run run, ReadOnlySpan<int> asked, Span<double> rows, Span<double> scratch)
    {
        var powers = chain.Powers;
        if (powers is null || !powers.Reaches(Math.Max(run.Left < 0 ? 1 : asked[^1] - run.Left, run.Right == _length ? 1 : run.Right - asked[0])))
        {
            return TryMessages(run, asked, rows, scratch);
        }

        for (var n = 0; n < asked.Length; n++)
        {
            var i = asked[n];
            var row = Row(rows, n);
            (run.Left < 0 ? chain.Marginal(i) : powers.From(i - run.Left, run.LeftToken)).CopyTo(row);
            if (run.Right < _length)
            {
                Multiply(row, powers.To(run.Right - i, run.RightToken));
            }

            if (!Matrices.Normalise(row))
            {
                return false;
            }
        }

        return true;
    }

    // Backward messages are written where the rows will be, then met by the forward ones.
    private bool TryMessages(Run run, ReadOnlySpan<int> asked, Span<double> rows, Span<double> scratch)
    {
        var current = scratch[.._states];
        var next = scratch.Slice(_states, _states);
        if (run.Right == _length)
        {
            rows.Fill(1);
        }
        else
        {
            Column(chain.Step(run.Right - 1), run.RightToken, current);
            for (var (i, n) = (run.Right - 1, asked.Length - 1); n >= 0; i--)
            {
                if (i == asked[n])
                {
                    current.CopyTo(Row(rows, n--));
                }

                if (n >= 0)
                {
                    Matrices.Backward(chain.Step(i - 1), current, next);
                    Swap(ref current, ref next);
                    if (!Matrices.Normalise(current))
                    {
                        return false;
                    }
                }
            }
        }

        for (var (i, n) = (run.Left + 1, 0); n < asked.Length; i++)
        {
            Advance(run, i, ref current, ref next);
            if (i == asked[n])
            {
                var row = Row(rows, n++);
                Multiply(row, current);
                if (!Matrices.Normalise(row))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool IsPossible(Run run, Span<double> scratch)
    {
        if (run.Right == _length)
        {
            return true;
        }

        if (run.Left < 0)
        {
            return chain.Marginal(run.Right)[run.RightToken] > 0;
        }

        if (chain.Powers is { } powers && powers.Reaches(run.Right - run.Left))
        {
            return powers.From(run.Right - run.Left, run.LeftToken)[run.RightToken] > 0;
        }

        var current = scratch[.._states];
        var next = scratch.Slice(_states, _states);
        for (var i = run.Left + 1; i <= run.Right; i++)
        {
            Advance(run, i, ref current, ref next);
        }

        return current[run.RightToken] > 0;
    }

    // current ← F_i from F_{i−1}.
    private void Advance(Run run, int i, ref Span<double> current, ref Span<double> next)
    {
        if (run.Left < 0)
        {
            chain.Marginal(i).CopyTo(current);
        }
        else if (i == run.Left + 1)
        {
            chain.Step(run.Left).Slice(run.LeftToken * _states, _states).CopyTo(current);
        }
        else
        {
            Matrices.Forward(current, chain.Step(i - 1), next);
            Swap(ref current, ref next);
            Matrices.Normalise(current);
        }
    }

    private void Column(ReadOnlySpan<double> matrix, int b, Span<double> into)
    {
        for (var a = 0; a < _states; a++)
        {
            into[a] = matrix[(a * _states) + b];
        }
    }

    private Span<double> Row(Span<double> rows, int n) => rows.Slice(n * _states, _states);

    private static void Multiply(Span<double> row, ReadOnlySpan<double> by)
    {
        for (var v = 0; v < row.Length; v++)
        {
            row[v] *= by[v];
        }
    }

    private static void Swap(ref Span<double> x, ref Span<double> y)
    {
        var kept = x;
        x = y;
        y = kept;
    }

    /// <summary>Masked positions between two revealed ones; <c>Left = −1</c> and <c>Right = L</c> where there is none.</summary>
    private readonly record struct Run(int Left, int LeftToken, int Right, int RightToken);
}
