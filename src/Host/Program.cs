using Unmask.Host.Commands;
using Unmask.Host.Launching.Slurm;
using Unmask.Host.Launching.Workers;
using Unmask.Host.Plugins.Checking;
using Unmask.Host.Runs;
using Unmask.Host.Watching;

CheckedProcess.RunIfAsked(args);
return await TaskProgram.RunIfAsked(args) is { } task ? task
    : args is [WorkerProgram.Word] ? WorkerProgram.Run()
    : args is [Spare.Word] ? await Spare.Run()
    : await new CommandLine(Screen.Process(), CommandLine.Commands).Run(args);
