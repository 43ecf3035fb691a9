namespace Processing.Messaging;

/// <summary>An answer on its way to a client.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Id">The client's number of the request.</param>
/// <param name="Ticket">With an item: the request that it answers.</param>
/// <param name="Count">With a count: the number of items.</param>
internal readonly record struct SessionReply(HomeMessageKind Kind, long Id, SessionTicket? Ticket = null, int Count = 0);
