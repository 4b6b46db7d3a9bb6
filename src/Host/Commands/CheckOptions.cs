using System.CommandLine;
using System.Globalization;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins;
using Unmask.Host.Plugins.Checking;

namespace Unmask.Host.Commands;

/// <summary>How plugins are checked: the options of the commands that do.</summary>
internal static class CheckOptions
{
    /// <summary>The time limit.</summary>
    public static Option<double> Timeout { get; } = new("--timeout")
    {
        Description = "How long the process that loads an assembly may take.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => PluginChecker.UsualSeconds,
    };

    /// <summary>Do not use outcomes that were kept.</summary>
    public static Option<bool> Fresh { get; } = new("--fresh") { Description = "Check again what was checked before and has not changed." };

    /// <summary>Refuses these options where nothing is checked.</summary>
    /// <exception cref="UserErrorException">One is given.</exception>
    public static void RefuseIn(ParseResult arguments)
    {
        foreach (var option in new Option[] { Timeout, Fresh })
        {
            if (arguments.GetResult(option) is { Implicit: false })
            {
                throw new UserErrorException("command line", "", $"{option.Name} says how to check, and nothing is checked; add --check");
            }
        }
    }

    /// <summary>What checks plugins as the command line asks for.</summary>
    /// <exception cref="UserErrorException">The time limit is no time.</exception>
    public static PluginChecker Checker(this ParseResult arguments)
    {
        var seconds = arguments.GetValue(Timeout);
        return seconds is > 0 and <= int.MaxValue / 1000
            ? new PluginChecker(TimeSpan.FromSeconds(seconds), new CheckCache(CacheFolder.Open("checks"), arguments.GetValue(Fresh)))
            : throw new UserErrorException("command line", "", $"--timeout got {seconds.ToString(CultureInfo.InvariantCulture)}; expected is a number of seconds above 0");
    }
}
