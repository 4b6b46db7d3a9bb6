using Unmask;
using Unmask.Testing;

namespace Samples.Tests;

/// <summary>The contract of a metric of two values.</summary>
public sealed class KeptInformationTests : MetricConformance
{
    protected override IReadOnlyCollection<string> Names => ["", "changed"];

    protected override IMetric Create(ICell cell) => new KeptInformation(new KeptInformationOptions(At: 0.5), new Flips());

    /// <summary>Each symbol goes to the next one.</summary>
    private sealed class Flips : IForwardProcess
    {
        public int Symbols(int states) => states;

        public void Kernel(int states, double b, Span<double> kernel)
        {
            kernel[..(states * states)].Clear();
            for (var v = 0; v < states; v++)
            {
                kernel[(v * states) + v] = Math.Exp(-b);
                kernel[(v * states) + ((v + 1) % states)] = 1 - Math.Exp(-b);
            }
        }

        public void Generator(int states, Span<double> generator) => throw new NotSupportedException();

        public void Prior(int states, Span<double> prior) => throw new NotSupportedException();
    }
}
