using Unmask.Host.Configuration;
using Unmask.Host.Launching.Slurm;

namespace Unmask.Tests.Unit.Host.Launching.Slurm;

public class SlurmScriptTests
{
    [Theory]
    [InlineData(new int[0], "")]
    [InlineData(new[] { 4 }, "4")]
    [InlineData(new[] { 0, 1, 2, 3, 7, 9, 10 }, "0-3,7,9-10")]
    public void Neighbouring_indices_are_joined(int[] indices, string text) => Assert.Equal(text, TaskIndices.Write(indices));

    [Fact]
    public void The_script_names_the_array_and_what_is_asked_for() => Assert.Equal(
        """
        #!/bin/sh
        #SBATCH --job-name=unmask-decay
        #SBATCH --array=0-2,5
        #SBATCH --output=/shared/runs/50%%/slurm/%A_%a.log
        #SBATCH --partition=short
        #SBATCH --time=01:00:00
        #SBATCH --mem=8G
        #SBATCH "--comment=a \"b\" # c"
        # One task a cell. Without Slurm: sh SCRIPT INDEX, once for each index of the array.
        index=${SLURM_ARRAY_TASK_ID:-${1:?the number of a cell is missing}}
        if [ -n "$SLURM_CPUS_ON_NODE" ]; then export DOTNET_PROCESSOR_COUNT="$SLURM_CPUS_ON_NODE"; fi
        exec dotnet /opt/un/unmask.dll '/shared/runs/50%' 'it'\''s' $((1000 + index))

        """.ReplaceLineEndings("\n"),
        new SlurmScript("decay", "/shared/runs/50%", ["dotnet", "/opt/un/unmask.dll", "/shared/runs/50%", "it's"], new SlurmOptions("short", "01:00:00", ["--mem=8G", "--comment=a \"b\" # c"])).Text([0, 1, 2, 5], 1000));
}
