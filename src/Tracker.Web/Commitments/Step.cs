using System.Text.Json;
using Tracker.Commitments;

namespace Tracker.Web.Commitments;

/// <summary>One command of the API by name: what a request asks for, the same for one commitment and for many.</summary>
abstract record Step(string Name)
{
    /// <summary>The request names units or people by id.</summary>
    public bool NamesUnits { get; init; }

    /// <summary>What its body is read as; null where it has none.</summary>
    public abstract Type? Body { get; }

    /// <param name="body">Of <see cref="Body"/>'s type, complete and of the right shape.</param>
    public abstract CommitmentCommand Command(object? body, Chosen chosen);

    /// <exception cref="BadHttpRequestException">The body is not of this step's shape.</exception>
    public object? Read(JsonElement? body, JsonSerializerOptions json)
    {
        if (Body is null) return null;
        try
        {
            return body?.Deserialize(Body, json) ?? throw new BadHttpRequestException($"The command {Name} needs a body.");
        }
        catch (JsonException malformed)
        {
            throw new BadHttpRequestException(malformed.Message, malformed);
        }
    }
}

sealed record Step<TRequest>(string Name, Func<TRequest, Chosen, CommitmentCommand> Of) : Step(Name) where TRequest : class
{
    public Step(string name, Func<TRequest, CommitmentCommand> of) : this(name, (request, _) => of(request)) { }

    public override Type Body => typeof(TRequest);

    public override CommitmentCommand Command(object? body, Chosen chosen) => Of((TRequest)body!, chosen);
}

sealed record BareStep(string Name, CommitmentCommand Does) : Step(Name)
{
    public override Type? Body => null;

    public override CommitmentCommand Command(object? body, Chosen chosen) => Does;
}
