using Unmask.Interpretation;
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
        private readonly PredictionBatch _batch = new(cell.Shape, cell.Find<IMaskPredictor>()!, Batch);
        private readonly long[] _batched = new long[Batch];
        private readonly Sum[] _sums = new Sum[cell.Shape.Length];
        private readonly double[] _truth = new double[cell.Shape.States];

        public double[] Excess(CancellationToken stop)
        {
            var tokens = new int[_shape.Length];
            var positions = new int[_shape.Length];
            for (var state = 0L; state < _states.Count; state++)
            {
                if (marginals[state] == 0 || _states.Decode(state, tokens, positions) is not (> 0 and var masked))
                {
                    continue;
                }

                _batched[_batch.Count] = state;
                _batch.Add(tokens, positions.AsSpan(0, masked));
                if (_batch.IsFull)
                {
                    Flush(stop);
                }
            }

            Flush(stop);
            return Mean(_sums);
        }

        private void Flush(CancellationToken stop)
        {
            stop.ThrowIfCancellationRequested();
            _batch.Predict(stop);
            for (var k = 0; k < _batch.Count; k++)
            {
                var masked = _batch.Positions(k);
                for (var m = 0; m < masked.Length; m++)
                {
                    Truth(_batched[k], masked[m], _truth);
                    _sums[_shape.Length - masked.Length].Add(marginals[_batched[k]] * Entropies.Divergence(_truth, _batch.Row(k, m)));
                }
            }

            _batch.Clear();
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
