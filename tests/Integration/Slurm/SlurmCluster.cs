using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Unmask.Tests.Integration.Slurm;

[assembly: AssemblyFixture(typeof(SlurmCluster))]

namespace Unmask.Tests.Integration.Slurm;

/// <summary>A real Slurm of two nodes on this machine, on loopback, without systemd: a controller, two node daemons and their authentication.</summary>
/// <remarks>Started when it is first asked for, and ended with the tests. What it needs is installed from the distribution's packages.</remarks>
public sealed class SlurmCluster : IDisposable
{
    private const int Nodes = 2;

    private readonly Lazy<string> _folder;

    /// <summary>Nothing is started yet.</summary>
    public SlurmCluster() => _folder = new(Start);

    /// <summary>What a process needs in its environment to reach it.</summary>
    public IReadOnlyDictionary<string, string?> Environment => Reach(_folder.Value);

    /// <summary>Runs one of Slurm's commands.</summary>
    public string Run(string command, params string[] arguments)
    {
        var outcome = UnmaskProgram.Start(command, "/", arguments, Environment);
        return outcome.ExitCode == 0 ? outcome.Out : throw new InvalidOperationException($"{command} {string.Join(' ', arguments)}: {outcome.Error}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_folder.IsValueCreated)
        {
            return;
        }

        foreach (var file in Directory.GetFiles(Path.Combine(_folder.Value, "run"), "*.pid").Order(StringComparer.Ordinal).Reverse())
        {
            End(int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture));
        }

        Directory.Delete(_folder.Value, recursive: true);
    }

    private static string Start()
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("Slurm does not run on Windows.");
        }

        Install();
        var folder = Directory.CreateTempSubdirectory("unmask-slurm-").FullName;
        foreach (var own in new[] { "run", "log", "state", "spool" })
        {
            Directory.CreateDirectory(Path.Combine(folder, own));
        }

        // The authentication refuses a socket in a folder that others may write to or cannot enter.
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        var key = Path.Combine(folder, "key");
        File.WriteAllBytes(key, System.Security.Cryptography.RandomNumberGenerator.GetBytes(1024));
        File.SetUnixFileMode(key, UnixFileMode.UserRead);
        Require(folder, "munged", "--force", $"--key-file={key}", $"--socket={folder}/socket", $"--pid-file={folder}/run/1-munged.pid", $"--log-file={folder}/log/munged.log", $"--seed-file={folder}/seed");
        File.WriteAllText(Path.Combine(folder, "slurm.conf"), Configuration(folder, Ports(Nodes + 1)));
        // Any plugin of control groups will do: none is used.
        File.WriteAllText(Path.Combine(folder, "cgroup.conf"), "CgroupPlugin=cgroup/v1\n");
        Require(folder, "slurmctld", "-c");
        for (var node = 1; node <= Nodes; node++)
        {
            Directory.CreateDirectory(Path.Combine(folder, "spool", $"node{node}"));
            Require(folder, "slurmd", "-N", $"node{node}", "-f", $"{folder}/slurm.conf");
        }

        for (var tries = 0; UnmaskProgram.Start("sinfo", "/", ["-h", "-N", "-t", "idle", "-o", "%N"], Reach(folder)).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length < Nodes; tries++)
        {
            if (tries == 300)
            {
                throw new InvalidOperationException($"Slurm did not come up:\n{string.Join('\n', Directory.GetFiles(Path.Combine(folder, "log")).Select(File.ReadAllText))}");
            }

            Thread.Sleep(100);
        }

        return folder;
    }

    private static void Install()
    {
        if (new[] { "slurmctld", "slurmd", "munged", "sbatch" }.All(program => UnmaskProgram.Start("sh", "/", ["-c", $"command -v {program}"]).ExitCode == 0))
        {
            return;
        }

        var installed = UnmaskProgram.Start(
            "sh", "/", ["-c", "apt-get update -qq && apt-get install -y -qq --no-install-recommends slurm-wlm munge"], new Dictionary<string, string?> { ["DEBIAN_FRONTEND"] = "noninteractive" });
        Assert.True(installed.ExitCode == 0, $"Slurm is needed by this test and could not be installed:\n{installed.Out}\n{installed.Error}");
    }

    /// <summary>Starts a program that goes on as a daemon; what it prints goes to a file, since its outputs stay open.</summary>
    private static void Require(string folder, string program, params string[] arguments)
    {
        var printed = Path.Combine(folder, "log", $"{program}.out");
        var outcome = UnmaskProgram.Start("sh", "/", ["-c", "exec \"$@\" >>\"$0\" 2>&1", printed, program, .. arguments], Reach(folder));
        Assert.True(outcome.ExitCode == 0, $"{program} did not start: {File.ReadAllText(printed)}");
    }

    private static Dictionary<string, string?> Reach(string folder) => new() { ["SLURM_CONF"] = Path.Combine(folder, "slurm.conf") };

    private static string Configuration(string folder, int[] ports)
    {
        var host = Dns.GetHostName().Split('.')[0];
        string[] lines =
        [
            "ClusterName=unmask", $"SlurmctldHost={host}(127.0.0.1)", $"SlurmctldPort={ports[0]}", "SlurmUser=root", "SlurmdUser=root",
            "AuthType=auth/munge", $"AuthInfo=socket={folder}/socket", "CredType=cred/munge", "MpiDefault=none", "ProctrackType=proctrack/linuxproc", "TaskPlugin=task/none",
            "JobAcctGatherType=jobacct_gather/none", "AccountingStorageType=accounting_storage/none", "SelectType=select/cons_tres", "SelectTypeParameters=CR_Core",
            "SchedulerType=sched/backfill", "SchedulerParameters=sched_interval=1,bf_interval=1,sched_min_interval=0,batch_sched_delay=0", "ReturnToService=2", "JobRequeue=0",
            // Small, so that a run of a few cells needs more than one array.
            "MinJobAge=300", "MaxArraySize=5", "KillWait=2", "SlurmctldTimeout=30", "SlurmdTimeout=15", "InactiveLimit=0", "SwitchType=switch/none",
            $"SlurmctldPidFile={folder}/run/2-slurmctld.pid", $"SlurmdPidFile={folder}/run/3-slurmd.%n.pid", $"SlurmctldLogFile={folder}/log/slurmctld.log",
            $"SlurmdLogFile={folder}/log/slurmd.%n.log", $"StateSaveLocation={folder}/state", $"SlurmdSpoolDir={folder}/spool/%n", "SlurmdParameters=config_overrides", "CommunicationParameters=NoAddrCache",
            .. Enumerable.Range(1, Nodes).Select(node => $"NodeName=node{node} NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[node]} CPUs=2 SocketsPerBoard=1 CoresPerSocket=2 ThreadsPerCore=1 State=UNKNOWN"),
            "PartitionName=debug Nodes=ALL Default=YES MaxTime=INFINITE State=UP OverSubscribe=NO", "",
        ];
        return string.Join('\n', lines);
    }

    private static int[] Ports(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(listener => listener.Stop());
        return ports;
    }

    private static void End(int process)
    {
        var id = process.ToString(CultureInfo.InvariantCulture);
        UnmaskProgram.Start("sh", "/", ["-c", $"kill {id} 2>/dev/null; for i in $(seq 30); do kill -0 {id} 2>/dev/null || exit 0; sleep 0.1; done; kill -9 {id}"]);
    }
}
