using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

/// <summary>What connections do besides whose transport carries native handles, and moves to another process itself.</summary>
public abstract partial class MovableConnectionTests(ConnectionCalls calls) : ConnectionTests(calls)
{
    [Fact]
    public async Task Plain_HandlesAndExtras_AreRefusedBothWays()
    {
        var (first, second) = CreatePair();
        var (kept, passed) = CreatePair();
        using (first)
        using (second)
        using (kept)
        using (passed)
        {
            first.IsPlain = true;
            await Assert.ThrowsAsync<MessageSerializationException>(() => SendAsync(first, passed));
            await SendAsync(passed, "still here");
            Assert.Equal("still here", (await ReceiveAsync<string>(kept)).Value);
            await SendAsync(second, passed);
            await Assert.ThrowsAsync<WireFormatException>(() => ReceiveAsync<Connection>(first));
            Assert.True(first.IsClosed);
        }
    }

    [Fact]
    public async Task Send_Connection_MovesItWithWhatIsInFlight()
    {
        var (carrier, far) = CreatePair();
        var (kept, passed) = CreatePair();
        using (carrier)
        using (far)
        using (kept)
        {
            await SendAsync(kept, "consumed");
            await SendAsync(kept, "buffered");
            await SendAsync(kept, "too");
            Assert.Equal("consumed", (await ReceiveAsync<string>(passed)).Value);
            passed.MaxMessageLength = 1000;
            await SendAsync(carrier, passed);
            Assert.True(passed.IsClosed);
            await Assert.ThrowsAsync<ObjectDisposedException>(() => SendAsync(passed, 1));
            await SendAsync(kept, "later");
            using (var arrived = (await ReceiveAsync<Connection>(far)).Value)
            {
                Assert.Equal(1000, arrived.MaxMessageLength);
                Assert.Equal("buffered", (await ReceiveAsync<string>(arrived)).Value);
                Assert.Equal("too", (await ReceiveAsync<string>(arrived)).Value);
                Assert.Equal("later", (await ReceiveAsync<string>(arrived)).Value);
                await SendAsync(arrived, 5);
                Assert.Equal(5, (await ReceiveAsync<int>(kept)).Value);
            }

            Assert.False((await ReceiveAsync<int>(kept)).HasValue);
        }
    }

    [Fact]
    public async Task Send_ConnectionHoldingAPassedConnection_MovesBoth()
    {
        var (carrier, far) = CreatePair();
        var (outer, outerPassed) = CreatePair();
        var (inner, innerPassed) = CreatePair();
        using (carrier)
        using (far)
        using (outer)
        using (inner)
        {
            await SendAsync(outer, 1);
            await SendAsync(outer, innerPassed);
            Assert.Equal(1, (await ReceiveAsync<int>(outerPassed)).Value);
            Assert.True(await PollAsync(outerPassed, UnexpectedTimeout)); // the handle is received, the message not consumed
            await SendAsync(carrier, outerPassed);
            using var outerArrived = (await ReceiveAsync<Connection>(far)).Value;
            using (var innerArrived = (await ReceiveAsync<Connection>(outerArrived)).Value)
            {
                await SendAsync(innerArrived, "through");
                Assert.Equal("through", (await ReceiveAsync<string>(inner)).Value);
            }

            Assert.False((await ReceiveAsync<string>(inner)).HasValue);
        }
    }

    [Fact]
    public async Task Send_TypedConnection_MovesIt()
    {
        var (carrier, far) = CreatePair();
        var (kept, passed) = CreatePair();
        using (carrier)
        using (far)
        using (kept)
        {
            await SendAsync(carrier, new Connection<int, string>(passed));
            Assert.True(passed.IsClosed);
            using var arrived = (await ReceiveAsync<Connection<int, string>>(far)).Value;
            await arrived.SendAsync(7);
            Assert.Equal(7, (await ReceiveAsync<int>(kept)).Value);
            await SendAsync(kept, "answer");
            Assert.Equal("answer", arrived.Receive());
        }
    }

    [Fact]
    public async Task Send_ConnectionWithStateOfItsOwn_KeepsItThere()
    {
        var (carrier, far) = CreatePair();
        var (kept, passed) = CreatePair();
        using (carrier)
        using (far)
        using (kept)
        {
            passed.IsPlain = true; // otherwise a peer that speaks CPython's frames would get others from there
            passed.CompleteSending();
            await SendAsync(carrier, passed);
            using var arrived = (await ReceiveAsync<Connection>(far)).Value;
            Assert.True(arrived is { IsPlain: true, CanSend: false, CanReceive: true });
            await SendAsync(kept, 1);
            Assert.Equal(1, (await ReceiveAsync<int>(arrived)).Value);
            Assert.False((await ReceiveAsync<int>(kept)).HasValue);
        }
    }

    [Fact]
    public async Task Send_ConnectionThatFails_StaysUsable()
    {
        var (carrier, far) = CreatePair();
        var (kept, passed) = CreatePair();
        using (carrier)
        using (kept)
        using (passed)
        {
            Assert.Throws<InvalidOperationException>(() => Write(passed, passed));
            await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(passed, passed));
            far.Dispose();
            await Assert.ThrowsAsync<ConnectionClosedException>(() => SendAsync(carrier, passed));
            await SendAsync(passed, 3);
            Assert.Equal(3, (await ReceiveAsync<int>(kept)).Value);
        }
    }

    [Fact]
    public async Task Send_ConnectionInUse_IsRefused()
    {
        var (carrier, far) = CreatePair();
        var (kept, passed) = CreatePair();
        using (carrier)
        using (far)
        using (kept)
        using (passed)
        {
            var receiving = RunAsync(() => ReceiveAsync<int>(passed));
            while (!IsReceiving(passed))
            {
                await Task.Yield();
            }

            await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(carrier, passed));
            await SendAsync(kept, 1);
            await receiving.WaitAsync(UnexpectedTimeout);
            await SendAsync(carrier, passed);
            (await ReceiveAsync<Connection>(far)).Value.Dispose();
        }
    }

    [Fact]
    public async Task Receive_ConnectionAsSomethingElse_ClosesIt()
    {
        var (carrier, far) = CreatePair();
        using (carrier)
        using (far)
        {
            for (int i = 0; i < 3; i++)
            {
                var (kept, passed) = CreatePair();
                using (kept)
                {
                    await SendAsync(carrier, passed);
                    if (i == 0)
                    {
                        await Assert.ThrowsAsync<WireFormatException>(() => ReceiveAsync<string>(far));
                    }
                    else if (i == 1)
                    {
                        await ReceiveBytesAsync(far);
                    }
                    else
                    {
                        carrier.Dispose();
                        far.Dispose(); // with the message unread
                    }

                    Assert.False((await ReceiveAsync<int>(kept)).HasValue);
                }
            }
        }
    }

    [Fact]
    public async Task SendMessage_ManyConnections_AllArrive()
    {
        var (carrier, far) = CreatePair();
        using (carrier)
        using (far)
        {
            var pairs = Enumerable.Range(0, 100).Select(_ => CreatePair()).ToArray();
            using (var message = Write([.. pairs.Select(pair => pair.Second)]))
            {
                await SendMessageAsync(carrier, message);
            }

            using var received = await ReceiveMessageAsync(far);
            var arrived = Read(received!, pairs.Length);
            for (int i = 0; i < pairs.Length; i++)
            {
                await SendAsync(arrived[i], i);
                Assert.Equal(i, (await ReceiveAsync<int>(pairs[i].First)).Value);
                arrived[i].Dispose();
                Assert.False((await ReceiveAsync<int>(pairs[i].First)).HasValue);
                pairs[i].First.Dispose();
            }
        }
    }

    [Fact]
    public async Task ReceiveMessage_DroppedWithHandles_ClosesThem()
    {
        var (carrier, far) = CreatePair();
        using (carrier)
        using (far)
        {
            for (int i = 0; i < 100; i++)
            {
                var (kept, passed) = CreatePair();
                using (kept)
                {
                    await SendAsync(carrier, passed);
                    (await ReceiveMessageAsync(far))!.Dispose();
                    Assert.False((await ReceiveAsync<int>(kept)).HasValue);
                }
            }
        }
    }

    private static OutgoingMessage Write(params Connection[] connections)
    {
        var message = new OutgoingMessage();
        try
        {
            var writer = message.CreateWriter();
            foreach (var connection in connections)
            {
                MessageFormatter.Write(ref writer, connection);
            }

            writer.Flush();
            return message;
        }
        catch
        {
            message.Dispose();
            throw;
        }
    }

    private static Connection[] Read(IncomingMessage message, int count)
    {
        var reader = message.CreateReader();
        var connections = new Connection[count];
        for (int i = 0; i < count; i++)
        {
            connections[i] = MessageFormatter.Read<Connection>(ref reader);
        }

        return connections;
    }
}
