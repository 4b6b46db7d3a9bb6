using Unmask.Host.Commands;
using Unmask.Host.Runs;
using Unmask.Host.Watching;

return args is [Spare.Word] ? await Spare.Run() : await new CommandLine(Screen.Process(), CommandLine.Commands).Run(args);
