namespace Unmask.Tests.Testing.Suites;

/// <summary>What a schedule or sampler does in a step.</summary>
internal delegate void Move(in Step step, in Rows rows, IChoices choose);

/// <summary>A schedule made of a function.</summary>
internal sealed class ScriptedSchedule(Move move, Observes observes = Observes.Nothing, int memory = 0) : ISchedule
{
    public Observes Observes => observes;

    public int Memory => memory;

    public void Reveal(in Step step, in Rows rows, IChoices choose) => move(step, rows, choose);
}

/// <summary>A sampler made of a function.</summary>
internal sealed class ScriptedSampler(Move move, Observes observes = Observes.Nothing, bool idles = false, bool revises = false, int steps = 0, ISizeLaw? sizes = null) : ISampler
{
    public long Samples => 1000;

    public Observes Observes => observes;

    public bool Idles => idles;

    public bool Revises => revises;

    public bool Continues(in Step step) => step.Index < steps;

    public T? Find<T>() where T : class => typeof(T) == typeof(ISizeLaw) ? sizes as T : this as T;

    public void Move(in Step step, in Rows rows, IChoices choose) => move(step, rows, choose);
}

/// <summary>A size law made of a function.</summary>
internal sealed class ScriptedSizes(ScriptedSizes.Law law) : ISizeLaw
{
    public delegate int Law(int step, int left, Span<double> law);

    public int Sizes(int step, int left, Span<double> probabilities) => law(step, left, probabilities);
}

internal sealed class ScheduleSuite(Func<Shape, ISchedule> create, bool replays = true, params Shape[] shapes) : ScheduleConformance
{
    protected override IReadOnlyList<Shape> Shapes => shapes.Length > 0 ? shapes : base.Shapes;

    protected override bool Replays => replays;

    protected override ISchedule Create(Shape shape) => create(shape);
}

internal sealed class SizeLawSuite(Func<Shape, ISizeLaw> create) : SizeLawConformance
{
    protected override ISizeLaw Create(Shape shape) => create(shape);
}

internal sealed class SamplerSuite(Func<Shape, ISampler> create) : SamplerConformance
{
    protected override ISampler Create(Shape shape) => create(shape);
}
