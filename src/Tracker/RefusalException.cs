namespace Tracker;

/// <summary>A rule of the domain said no. The code is for machines, tests and the text <c>Refusal.code</c> that people read.</summary>
public sealed class RefusalException(string code, string message) : Exception(message)
{
    public string Code => code;
}
