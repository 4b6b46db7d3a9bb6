using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>("greeting", "hello")]).Build();
using var services = new ServiceCollection().AddSingleton<Greeting>(_ => new Greeting(configuration["greeting"]!)).BuildServiceProvider();
Console.WriteLine(services.GetRequiredService<Greeting>().Text);

/// <summary>The one service.</summary>
internal sealed record Greeting(string Text);
