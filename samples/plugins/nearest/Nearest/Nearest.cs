using System.Buffers;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask;

namespace Samples;

/// <summary>Options of <see cref="Nearest"/>.</summary>
/// <param name="Tokens">How many revealed tokens a prediction looks at.</param>
public sealed record NearestOptions(
    [Range(0, int.MaxValue), Description("How many revealed tokens a prediction looks at, the nearest ones")] int Tokens);

/// <summary>The best prediction from the k nearest revealed tokens: <c>p̂_i(·|x∘W) = p*_i(·|x∘W_k(i))</c>.</summary>
/// <remarks>
/// <c>W_k(i)</c> are the <c>tokens</c> positions of W nearest to i, of equally near ones the left first. What a network with a short memory
/// could do at best. Thread-safe; allocates nothing once warm.
/// </remarks>
[Plugin(
    "nearest",
    Summary = "The data law's conditionals given the nearest revealed tokens only",
    Equation = "p̂_i = p*_i(· | the k revealed tokens nearest to i)",
    Example = """{"tokens": 2}""")]
public sealed class Nearest(NearestOptions options, IDataDistribution data) : IMaskPredictor, IValidates
{
    private readonly IConditionalLaw? _law = data.Find<IConditionalLaw>();

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        if (_law is null)
        {
            problems.Add("This data law cannot compute its conditionals.");
        }
    }

    /// <inheritdoc/>
    public void Predict(in Query query, Span<double> rows, CancellationToken stop)
    {
        var shape = query.Shape;
        var rented = ArrayPool<int>.Shared.Rent(shape.Length);
        var near = rented.AsSpan(0, shape.Length);
        ReadOnlySpan<int> one = stackalloc int[] { 0, 1 };
        for (var k = 0; k < query.Count; k++)
        {
            var own = query.RowsOf(k, rows);
            foreach (var position in query.Positions(k))
            {
                KeepNearest(query.Tokens(k), position, near, shape.Mask);
                _law!.Conditionals(new Query(shape, near, one, [position]), own[..shape.States], stop);
                own = own[shape.States..];
            }
        }

        ArrayPool<int>.Shared.Return(rented);
    }

    private void KeepNearest(ReadOnlySpan<int> tokens, int position, Span<int> near, int mask)
    {
        near.Fill(mask);
        var kept = 0;
        for (var distance = 1; distance < tokens.Length; distance++)
        {
            foreach (var i in (ReadOnlySpan<int>)[position - distance, position + distance])
            {
                if (kept < options.Tokens && i >= 0 && i < tokens.Length && tokens[i] != mask)
                {
                    near[i] = tokens[i];
                    kept++;
                }
            }
        }
    }
}
