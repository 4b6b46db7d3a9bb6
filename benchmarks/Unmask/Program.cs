using Unmask.Benchmarks;

var benchmarks = new Dictionary<string, Action>
{
    ["start-up"] = StartUp.Run,
    ["overhead"] = () => Overhead.Run(processes: 5),
    ["curves"] = Curves.Run,
    ["n-grams"] = NGrams.Run,
    ["variance"] = Variance.Run,
    ["laws"] = Laws.Run,
    ["enumeration"] = Enumeration.Run,
    ["sweep"] = Sweep.Run,
};
if (args is [Overhead.OneProcess, var order])
{
    Overhead.RunOnce(linkedFirst: order == "1");
    return 0;
}

if (args.FirstOrDefault(name => !benchmarks.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"There is no benchmark '{unknown}'; there are {string.Join(", ", benchmarks.Keys)}. Without a name, all are run.");
    return 2;
}

foreach (var name in args.Length > 0 ? args : [.. benchmarks.Keys])
{
    Console.WriteLine($"== {name}");
    benchmarks[name]();
    Console.WriteLine();
}

return 0;
