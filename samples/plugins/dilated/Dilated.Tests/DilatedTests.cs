using Unmask;
using Unmask.Testing;

namespace Samples.Tests;

/// <summary>The contract of a schedule, without and with a start that is kept in memory.</summary>
public sealed class DilatedTests : ScheduleConformance
{
    protected override ISchedule Create(Shape shape) => new Dilated(new DilatedOptions());
}

/// <inheritdoc cref="DilatedTests"/>
public sealed class ShiftedTests : ScheduleConformance
{
    protected override ISchedule Create(Shape shape) => new Dilated(new DilatedOptions(Factor: 3, Shift: true));
}
