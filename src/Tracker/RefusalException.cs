namespace Tracker;

/// <summary>A rule of the domain said no. The code is for machines and tests, the message is a sentence for people that says what to do.</summary>
public sealed class RefusalException(string code, string message) : Exception(message)
{
    public string Code => code;
}
