using Unmask.Host.Commands;
using Unmask.Host.Plugins.Checking;
using Unmask.Host.Runs;

CheckedProcess.RunIfAsked(args);
return await new CommandLine(Screen.Process(), CommandLine.Commands).Run(args);
