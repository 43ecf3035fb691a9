using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Processing;

/// <summary>Which members of a record, class or struct travel, and which constructor builds it again.</summary>
internal sealed class RecordLayout
{
    private const BindingFlags Public = BindingFlags.Instance | BindingFlags.Public;
    private const BindingFlags AnyOwn = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    internal const DynamicallyAccessedMemberTypes Needed = DynamicallyAccessedMemberTypes.PublicConstructors
        | DynamicallyAccessedMemberTypes.PublicProperties
        | DynamicallyAccessedMemberTypes.PublicFields
        | DynamicallyAccessedMemberTypes.NonPublicFields;

    private RecordLayout(RecordMemberLayout[] members, ConstructorInfo? constructor)
    {
        Members = members;
        Constructor = constructor;
    }

    public RecordMemberLayout[] Members { get; }

    /// <summary>The constructor whose parameters are members; null where the object is built empty and its members are set.</summary>
    public ConstructorInfo? Constructor { get; }

    /// <summary>The layout of <paramref name="type"/>; null, with the reason in words, where it cannot travel whole.</summary>
    public static RecordLayout? TryCreate([DynamicallyAccessedMembers(Needed)] Type type, out string reason)
    {
        var readable = ReadableMembers(type);
        var constructor = ChooseConstructor(type, readable, out bool buildsEmpty);
        if (constructor is null && !buildsEmpty)
        {
            reason = "no public constructor has parameters that all match public properties in name and type; "
                + "add one, or a parameterless one with settable properties";
            return null;
        }

        var parameters = constructor?.GetParameters() ?? [];
        var members = new List<RecordMemberLayout>(readable.Count);
        foreach (var member in readable)
        {
            var parameter = Find(parameters, member);
            if (parameter is not null || member.IsSettable)
            {
                members.Add(member with { Parameter = parameter });
            }
            else if (HoldsState(type, member.Member))
            {
                reason = $"'{member.Name}' can be read but not set; "
                    + "give it a public setter or init accessor, or a constructor parameter of its name and type";
                return null;
            }
        }

        if (members.Count == 0 && type.GetFields(AnyOwn).Length > 0)
        {
            reason = "nothing of its state is public";
            return null;
        }

        reason = "";
        return new RecordLayout([.. members], constructor);
    }

    private static List<RecordMemberLayout> ReadableMembers([DynamicallyAccessedMembers(Needed)] Type type)
    {
        var members = new List<RecordMemberLayout>();
        var names = new HashSet<string>();
        foreach (var property in type.GetProperties(Public))
        {
            // A hidden member of a base type comes after the one that hides it.
            if (property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0
                && IsStorable(property.PropertyType) && names.Add(property.Name))
            {
                members.Add(new RecordMemberLayout(property, property.PropertyType, property.SetMethod is { IsPublic: true }));
            }
        }

        foreach (var field in type.GetFields(Public))
        {
            if (IsStorable(field.FieldType) && names.Add(field.Name))
            {
                members.Add(new RecordMemberLayout(field, field.FieldType, !field.IsInitOnly));
            }
        }

        return members;
    }

    private static bool IsStorable(Type type) => !type.IsByRef && !type.IsByRefLike && !type.IsPointer && !type.IsFunctionPointer;

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
    private static bool HoldsState([DynamicallyAccessedMembers(Needed)] Type type, MemberInfo member)
        => member is FieldInfo
            || type.GetField($"<{member.Name}>k__BackingField", AnyOwn)?.IsDefined(typeof(CompilerGeneratedAttribute)) == true;
}
