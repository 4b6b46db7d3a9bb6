using Unmask.Host.Interpretation;
using Unmask.Numerics;

namespace Unmask.Host.Derivations;

/// <summary>
/// The cross-entropy curve of any predictor on a small space: <c>c(w) − h(w) = E KL(p*_i(·|X_W) ‖ p̂_i(·|X_W))</c> over every
/// partly masked sequence.
/// </summary>
internal sealed class EnumeratedCrossEntropyCurve : IDerivation<CrossEntropyCurve>
{
    private const double Limit = 2e9;
    private const int Batch = 256;

    public string Method => "law";

    public Feasibility Check(ICell cell)
    {
        var shape = cell.Shape;
        var rows = shape.MaskedSequences * shape.Length * shape.States;
        return cell.Find<IMaskPredictor>() is null
            ? Feasibility.No("the pipeline has no section 'predictor'")
            : cell.Check<InformationCurve>() + cell.Check<MaskedMarginals>() + (rows > Limit
                ? Feasibility.No($"{SpaceSize.MaskedSequences(shape)} are too many to predict")
                : Feasibility.Costs(rows));
    }

    public CrossEntropyCurve Derive(ICell cell, CancellationToken stop)
    {
        var information = cell.Derive<InformationCurve>(stop).Value;
        var marginals = cell.Derive<MaskedMarginals>(stop).Value;
        return new CrossEntropyCurve(information, new Averaging(cell, marginals).Excess(stop));
    }

    private sealed class Averaging(ICell cell, MaskedMarginals marginals)
    {
        private readonly Shape _shape = cell.Shape;
        private readonly StateSpace _states = new(cell.Shape);
        private readonly IMaskPredictor _predictor = cell.Find<IMaskPredictor>()!;

        public double[] Excess(CancellationToken stop)
        {
            var length = _shape.Length;
            var sums = new Sum[length];
            var tokens = new int[Batch * length];
            var positions = new int[Batch * length];
            var offsets = new int[Batch + 1];
            var rows = new double[Batch * length * _shape.States];
            var batch = new long[Batch];
            var truth = new double[_shape.States];
            var count = 0;
            for (var state = 0L; state < _states.Count; state++)
            {
                if (marginals[state] == 0)
                {
                    continue;
                }

                var masked = _states.Decode(state, tokens.AsSpan(count * length, length), positions.AsSpan(offsets[count]));
                if (masked == 0)
                {
                    continue;
                }

                offsets[count + 1] = offsets[count] + masked;
                batch[count++] = state;
                if (count == Batch)
                {
                    Flush();
                }
            }

            Flush();
            return Mean(sums);

            void Flush()
            {
                stop.ThrowIfCancellationRequested();
                var query = new Query(_shape, tokens.AsSpan(0, count * length), offsets.AsSpan(0, count + 1), positions.AsSpan(0, offsets[count]));
                _predictor.Predict(query, rows, stop);
                for (var k = 0; k < count; k++)
                {
                    var masked = query.Positions(k);
                    for (var m = 0; m < masked.Length; m++)
                    {
                        var row = rows.AsSpan((offsets[k] + m) * _shape.States, _shape.States);
                        Truth(batch[k], masked[m], truth);
                        sums[length - masked.Length].Add(marginals[batch[k]] * Entropies.Divergence(truth, row));
                    }
                }

                count = 0;
            }
        }

        /// <summary><c>p(X_i = v | x∘W) = p(x∘W, v) / p(x∘W)</c>.</summary>
        private void Truth(long state, int position, Span<double> truth)
        {
            var weight = _states.Weight(position);
            var cleared = state - (_shape.States * weight);
            for (var v = 0; v < truth.Length; v++)
            {
                truth[v] = marginals[cleared + (v * weight)] / marginals[state];
            }
        }

        /// <summary>Divides by the number of pairs (W, i outside W).</summary>
        private static double[] Mean(Sum[] sums)
        {
            var excess = new double[sums.Length];
            var sets = 1.0;
            for (var w = 0; w < sums.Length; w++)
            {
                excess[w] = sums[w].Value / (sets * (sums.Length - w));
                sets = sets * (sums.Length - w) / (w + 1);
            }

            return excess;
        }
    }
}
