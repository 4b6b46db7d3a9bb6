using Unmask.Host.Commands;
using Unmask.Host.Runs;

return await new CommandLine(Screen.Process(), CommandLine.Commands).Run(args);
