using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Processing;

/// <summary>Which members of a record, class or struct travel, under which keys, and which constructor builds it again.</summary>
internal sealed class RecordLayout
{
    private const BindingFlags Public = BindingFlags.Instance | BindingFlags.Public;
    private const BindingFlags AnyOwn = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    internal const DynamicallyAccessedMemberTypes Needed = DynamicallyAccessedMemberTypes.PublicConstructors
        | DynamicallyAccessedMemberTypes.PublicProperties
        | DynamicallyAccessedMemberTypes.NonPublicProperties
        | DynamicallyAccessedMemberTypes.PublicFields
        | DynamicallyAccessedMemberTypes.NonPublicFields;

    /// <summary>The highest place a member can have: every place up to it costs a byte, in every message.</summary>
    internal const int MaxIndex = 1023;

    private RecordLayout(RecordMemberLayout[] members, ConstructorInfo? constructor)
    {
        Members = members;
        Constructor = constructor;
        IsArray = members.Length > 0 && members[0].Index >= 0;
    }

    public RecordMemberLayout[] Members { get; }

    /// <summary>Whether the members stand in an array, by place; otherwise they stand in a map, by name.</summary>
    public bool IsArray { get; }

    /// <summary>The constructor whose parameters are members; null where the object is built empty and its members are set.</summary>
    public ConstructorInfo? Constructor { get; }

    /// <summary>The layout of <paramref name="type"/>; null, with the reason in words, where it cannot travel whole.</summary>
    public static RecordLayout? TryCreate([DynamicallyAccessedMembers(Needed)] Type type, out string reason)
    {
        var contract = type.GetCustomAttribute<MessageAttribute>(inherit: false);
        string? flaw;
        var readable = contract is null ? PlainMembers.Find(type, out flaw) : new ContractMembers(contract).Find(type, out flaw);
        if (flaw is not null)
        {
            reason = flaw;
            return null;
        }

        var constructor = ChooseConstructor(type, readable, out bool buildsEmpty);
        if (constructor is null && !buildsEmpty)
        {
            reason = "no public constructor has parameters that all match members that travel in name and type; "
                + "add one, or a parameterless one with settable properties";
            return null;
        }

        var members = Restore(type, readable, constructor, keepsComputed: contract is not null, out reason);
        return members is null ? null : new RecordLayout(members, constructor);
    }

    /// <summary>Joins members with the constructor's parameters; null, with the reason, where something of the type's state would be lost.</summary>
    private static RecordMemberLayout[]? Restore(
        [DynamicallyAccessedMembers(Needed)] Type type,
        List<RecordMemberLayout> readable, ConstructorInfo? constructor, bool keepsComputed, out string reason)
    {
        var parameters = constructor?.GetParameters() ?? [];
        var members = new List<RecordMemberLayout>(readable.Count);
        foreach (var member in readable)
        {
            var joined = member with { Parameter = Find(parameters, member) };
            if (!joined.IsRestored && HoldsState(member.Member))
            {
                reason = $"'{member.Name}' can be read but not set; "
                    + "give it a public setter or init accessor, a constructor parameter of its name and type, or [IgnoreMember]";
                return null;
            }

            if (joined.IsRestored || keepsComputed)
            {
                members.Add(joined);
            }
        }

        if (members.Count == 0 && type.GetFields(AnyOwn).Length > 0)
        {
            reason = "nothing of its state is public";
            return null;
        }

        reason = "";
        if (members.Count > 0 && members[0].Index >= 0)
        {
            members.Sort(static (left, right) => left.Index.CompareTo(right.Index));
        }

        return [.. members];
    }

    /// <summary>
    /// Building it empty and setting its members is enough unless a member can only come through a constructor; then the constructor that
    /// takes the most members is meant.
    /// </summary>
    private static ConstructorInfo? ChooseConstructor(
        [DynamicallyAccessedMembers(Needed)] Type type, List<RecordMemberLayout> members, out bool buildsEmpty)
    {
        buildsEmpty = type.IsValueType;
        ConstructorInfo? best = null;
        int mostParameters = 0;
        bool bestIsNeeded = false;
        foreach (var constructor in type.GetConstructors(Public))
        {
            var parameters = constructor.GetParameters();
            buildsEmpty |= parameters.Length == 0;
            if (parameters.Length > mostParameters && AllFit(parameters, members, out bool isNeeded))
            {
                best = constructor;
                mostParameters = parameters.Length;
                bestIsNeeded = isNeeded;
            }
        }

        return buildsEmpty && !bestIsNeeded ? null : best;
    }

    // Loops, not lambdas: a starting child compiles every one of those.
    private static bool AllFit(ParameterInfo[] parameters, List<RecordMemberLayout> members, out bool isNeeded)
    {
        isNeeded = false;
        int fitting = 0;
        foreach (var member in members)
        {
            if (Find(parameters, member) is not null)
            {
                fitting++;
                isNeeded |= !member.IsSettable;
            }
        }

        return fitting == parameters.Length;
    }

    private static ParameterInfo? Find(ParameterInfo[] parameters, RecordMemberLayout member)
    {
        foreach (var parameter in parameters)
        {
            if (member.Fits(parameter))
            {
                return parameter;
            }
        }

        return null;
    }

    // A computed property is no loss; one with a field of its own behind it would silently arrive empty.
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "The field behind a property is kept with the property.")]
    private static bool HoldsState(MemberInfo member)
        => member is FieldInfo
            || member.DeclaringType!.GetField($"<{member.Name}>k__BackingField", AnyOwn)?.IsDefined(typeof(CompilerGeneratedAttribute)) == true;
}
