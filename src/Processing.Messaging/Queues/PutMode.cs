namespace Processing.Messaging;

/// <summary>How a client puts an item.</summary>
internal enum PutMode
{
    /// <summary>The home stores the item as soon as there is room, and says nothing: the item counts as put once it is on its way.</summary>
    Quiet = 0,

    /// <summary>The home answers once the item is stored.</summary>
    Wait = 1,

    /// <summary>The home answers at once, that the item is stored or that it is refused.</summary>
    Try = 2,
}
