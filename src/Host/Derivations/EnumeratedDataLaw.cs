using Unmask.Interpretation;
using Unmask.Numerics;

namespace Unmask.Host.Derivations;

/// <summary>The data law, by computing the probability of every sequence.</summary>
internal sealed class EnumeratedDataLaw : IDerivation<DataLaw>
{
    /// <summary>The most sequences that are enumerated.</summary>
    public const double Limit = 1 << 20;

    public string Method => "law";

    public Feasibility Check(ICell cell)
    {
        var shape = cell.Shape;
        return cell.Find<IDataDistribution>()?.Find<IJointLaw>() is null
            ? Feasibility.No("the data law cannot compute the probability of a sequence")
            : shape.Sequences > Limit
                ? Feasibility.No($"{SpaceSize.Sequences(shape)} are too many to enumerate (at most {Limit:0})")
                : Feasibility.Costs(shape.Sequences * shape.Length);
    }

    public DataLaw Derive(ICell cell, CancellationToken stop)
    {
        var (length, states) = cell.Shape;
        var joint = cell.Find<IDataDistribution>()!.Find<IJointLaw>()!;
        var law = new double[(int)cell.Shape.Sequences];
        var x = new int[length];
        for (var number = 0; number < law.Length; number++)
        {
            stop.ThrowIfCancellationRequested();
            law[number] = Math.Exp(JointLaws.LogProbability(joint, x));
            for (var i = length - 1; i >= 0 && ++x[i] == states; i--)
            {
                x[i] = 0;
            }
        }

        var total = Sum.Of(law);
        return Math.Abs(total - 1) <= 1e-9
            ? new DataLaw(cell.Shape, law)
            : throw new ContractException($"gives all sequences together the probability {total}; expected 1 within 1e-9", "data");
    }
}
