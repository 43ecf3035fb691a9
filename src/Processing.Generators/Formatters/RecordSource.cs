using System.Linq;
using System.Text;

namespace Processing.Generators;

/// <summary>The text of one formatter of members.</summary>
internal static class RecordSource
{
    private const string Codec = "global::Processing.MessageFormatter";

    public static void Append(StringBuilder text, string name, string type, RecordModel record)
    {
        var keys = record.Members.Select(static member =>
            $",\n                new global::Processing.MemberKey({Literals.Text(member.Name)}, {Literals.Text(member.Key)}, {member.Index}, {Boolean(member.IsRestored)})");
        text.Append($$"""

                    private sealed class {{name}} : global::Processing.MemberFormatter<{{type}}>
                    {
                        public {{name}}()
                            : base({{Boolean(record.IsArray)}}{{string.Concat(keys)}})
                        {
                        }

                        protected override void WriteMember(ref global::Processing.MessageWriter writer, ref {{type}} value, int index)
                        {
                            switch (index)
                            {

            """);
        for (int i = 0; i < record.Members.Count; i++)
        {
            var member = record.Members[i];
            text.Append($"                    case {i}: {Codec}.Write<{member.Type}>(ref writer, {member.Get}); break;\n");
        }

        text.Append($$"""
                            }
                        }

                        protected override {{type}} ReadMembers(ref global::Processing.MessageReader reader)
                        {

            """);
        AppendReading(text, record);
        text.Append("            }\n");
        foreach (string accessor in record.Accessors)
        {
            text.Append($"\n            {accessor}\n");
        }

        text.Append("        }\n");
    }

    private static void AppendReading(StringBuilder text, RecordModel record)
    {
        bool buildsEmpty = record.Parameters == 0;
        if (buildsEmpty)
        {
            text.Append($"                var value = {record.Create.Replace("{0}", "")};\n");
        }
        else
        {
            AppendLocals(text, record);
        }

        text.Append($$"""
                            global::System.Span<bool> seen = stackalloc bool[{{record.Members.Count}}];
                            int count = ReadHeader(ref reader);
                            for (int i = 0; i < count; i++)
                            {
                                switch (ReadKey(ref reader, i, seen))
                                {

            """);
        for (int i = 0; i < record.Members.Count; i++)
        {
            var member = record.Members[i];
            string part = $"{Codec}.Read<{member.Type}>(ref reader)";
            if (member.IsRestored)
            {
                string step = buildsEmpty ? member.Set.Replace("{0}", part) : $"{Local(member, i)} = {part}";
                text.Append($"                        case {i}: {step}; break;\n");
            }
        }

        text.Append("                        default: reader.Skip(); break;\n                    }\n                }\n");
        if (!buildsEmpty)
        {
            AppendConstruction(text, record);
        }

        text.Append("                return value;\n");
    }

    private static void AppendLocals(StringBuilder text, RecordModel record)
    {
        for (int i = 0; i < record.Members.Count; i++)
        {
            var member = record.Members[i];
            if (member.IsRestored)
            {
                string initial = member.Parameter >= 0 ? member.Default : $"default({member.Type})";
                text.Append($"                {member.Type} {Local(member, i)} = {initial};\n");
            }
        }
    }

    private static void AppendConstruction(StringBuilder text, RecordModel record)
    {
        string arguments = string.Join(", ", Enumerable.Range(0, record.Parameters).Select(static position => $"argument{position}"));
        text.Append($"                var value = {record.Create.Replace("{0}", arguments)};\n");
        for (int i = 0; i < record.Members.Count; i++)
        {
            var member = record.Members[i];
            if (member.Set.Length > 0)
            {
                text.Append($"                if (seen[{i}]) {member.Set.Replace("{0}", Local(member, i))};\n");
            }
        }
    }

    private static string Local(MemberModel member, int index) => member.Parameter >= 0 ? $"argument{member.Parameter}" : $"part{index}";

    private static string Boolean(bool value) => value ? "true" : "false";
}
