using Microsoft.Extensions.DependencyInjection;
using Unmask.Host.Plugins;

namespace Unmask.Tests.Unit.Host.Plugins;

public class RegistrationReaderTests
{
    [Fact]
    public void Several_registrations_in_one_assembly_are_named()
    {
        var defect = Assert.Throws<PluginDefectException>(() => RegistrationReader.Find(typeof(One).Assembly));
        Assert.Equal($"2 classes register services ({typeof(One).FullName}, {typeof(Two).FullName}); one is expected", defect.Message);
    }

    [Fact]
    public void An_assembly_that_does_not_know_of_services_registers_none() => Assert.Null(RegistrationReader.Find(typeof(Xunit.Assert).Assembly));

    private sealed class One : IServiceRegistration
    {
        public void Register(IServiceCollection services) => services.AddSingleton(this);
    }

    private sealed class Two : IServiceRegistration
    {
        public void Register(IServiceCollection services) => services.AddSingleton(this);
    }
}
