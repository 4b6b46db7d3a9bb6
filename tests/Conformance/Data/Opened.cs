using Unmask.Host;
using Unmask.Host.Composition;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins;

namespace Unmask.Tests.Conformance.Data;

/// <summary>Data laws and predictors as a pipeline gives them: a fresh instance at each call.</summary>
internal static class Opened
{
    /// <summary>A predictor that asks nothing of the data law.</summary>
    private static readonly string Undemanding = $$"""{"kind":"ngram","order":1,"counts":"{{Files.Grams}}"}""";

    /// <summary>A data law.</summary>
    public static IDataDistribution Data(string data) => Cell(data, Undemanding).Find<IDataDistribution>()!;

    /// <summary>A predictor and its data law.</summary>
    public static (IDataDistribution Data, IMaskPredictor Predictor) Predictor(string data, string predictor)
    {
        var cell = Cell(data, predictor);
        return (cell.Find<IDataDistribution>()!, cell.Find<IMaskPredictor>()!);
    }

    /// <summary>Everything that is wrong with a data section.</summary>
    public static IReadOnlyList<(string Path, string Message)> Mistakes(string data) =>
        [.. Assert.Throws<UserErrorException>(() => Cell(data, Undemanding)).Errors.Select(error => (error.Path, error.Message))];

    /// <summary>The class of an installed plugin, to be made with surroundings that no pipeline has.</summary>
    public static Type Type(string section, string name) =>
        new PluginTypes(new IsolatedAssemblies()).Load(Workbench.Open([Path.Combine(AppContext.BaseDirectory, "plugins")]).Catalogue.Find(section, name, out _)!);

    /// <summary>The cell of a data law and a predictor.</summary>
    public static Cell Cell(string data, string predictor) => Installed.Compose(
        $$"""{ "data": {{data}}, "predictor": {{predictor}}, "schedule": { "kind": "left-to-right", "perStep": 1 }, "sampler": "ancestral", "metrics": { "nfe": {} } }""").Cells[0].Cell;
}
