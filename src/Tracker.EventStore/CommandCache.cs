using Npgsql;

namespace Tracker.EventStore;

/// <summary>Commands of one connection by their text: made once, prepared once, filled again and again.</summary>
sealed class CommandCache
{
    // Texts are few (one per shape of change); a caller who writes values into his SQL must not fill the memory.
    const int MostTexts = 200;

    readonly Dictionary<string, Slots> byText = [];

    /// <summary>Makes all commands free again.</summary>
    public void Rewind()
    {
        if (byText.Count > MostTexts)
        {
            byText.Clear();
        }
        foreach (var slots in byText.Values)
        {
            slots.Used = 0;
        }
    }

    public NpgsqlBatchCommand Take(string text, object?[] values)
    {
        if (!byText.TryGetValue(text, out var slots))
        {
            byText.Add(text, slots = new());
        }
        if (slots.Used == slots.Commands.Count)
        {
            slots.Commands.Add(new(text));
        }
        var command = slots.Commands[slots.Used++];
        Fill(command.Parameters, values);
        return command;
    }

    static void Fill(NpgsqlParameterCollection parameters, object?[] values)
    {
        if (parameters.Count != values.Length)
        {
            parameters.Clear();
            parameters.AddPositional(values);
            return;
        }
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is NpgsqlParameter own)
            {
                parameters[i] = own;
                continue;
            }
            var parameter = parameters[i];
            if (values[i] is null)
            {
                // A null of the type that stood here before: the prepared statement stays the same.
                if (parameter.Value is not DBNull)
                {
                    parameter.NpgsqlDbType = parameter.NpgsqlDbType;
                }
                parameter.Value = DBNull.Value;
            }
            else
            {
                parameter.Value = PositionalParameters.Plain(values[i]!);
            }
        }
    }

    sealed class Slots
    {
        public List<NpgsqlBatchCommand> Commands { get; } = [];

        public int Used { get; set; }
    }
}
