using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bench.Requests;

/// <summary>
/// Requests at a steady rate, whether earlier ones were answered or not: each worker has its own thread, connection and random moments
/// to send at. It allocates nothing while it runs, so that it brings no collections of its own.
/// </summary>
internal sealed class Load
{
    private const int Capacity = 4 * 1024 * 1024;

    private readonly IPEndPoint _server;
    private readonly byte[] _request;
    private readonly double _meanInterval;
    private readonly Thread[] _threads;
    private readonly List<Request>[] _answered;
    private volatile bool _stop;
    private volatile Exception? _failure;

    /// <param name="server">Where to send.</param>
    /// <param name="path">What to ask for.</param>
    /// <param name="workers">How many connections.</param>
    /// <param name="perSecond">How many requests a second, by all together.</param>
    public Load(IPEndPoint server, string path, int workers, int perSecond)
    {
        _server = server;
        _request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        _meanInterval = (double)Stopwatch.Frequency * workers / perSecond;
        _answered = [.. Enumerable.Range(0, workers).Select(_ => new List<Request>(Capacity / workers))];
        _threads = [.. Enumerable.Range(0, workers).Select(worker => new Thread(() => Run(worker)) { IsBackground = true })];
        foreach (var thread in _threads)
            thread.Start();
    }

    /// <summary>Stops and returns what was answered.</summary>
    public IReadOnlyList<Request> Stop()
    {
        _stop = true;
        foreach (var thread in _threads)
            thread.Join();
        return _failure is null
            ? [.. _answered.SelectMany(requests => requests)]
            : throw new InvalidOperationException("The load could not be kept up.", _failure);
    }

    private void Run(int worker)
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Connect(_server);
            var random = new Random(worker);
            var buffer = new byte[4096];
            var free = Stopwatch.GetTimestamp();
            var due = (double)free;
            while (!_stop)
            {
                due += -Math.Log(1 - random.NextDouble()) * _meanInterval;
                var began = Begin((long)due, free);
                socket.Send(_request);
                Receive(socket, buffer);
                free = Stopwatch.GetTimestamp();
                _answered[worker].Add(new Request(began, free));
            }
        }
        catch (Exception failure)
        {
            _failure = failure;
        }
    }

    // What an earlier answer held up counts from when it was due. What is late because this thread overslept counts from now.
    private static long Begin(long due, long free)
    {
        if (due <= free)
            return due;
        while (Stopwatch.GetTimestamp() is var now && now < due)
            Thread.Sleep(Math.Max(1, (int)Stopwatch.GetElapsedTime(now, due).TotalMilliseconds));
        return Stopwatch.GetTimestamp();
    }

    private static void Receive(Socket socket, byte[] buffer)
    {
        var received = 0;
        while (true)
        {
            received += socket.Receive(buffer, received, buffer.Length - received, SocketFlags.None);
            var text = buffer.AsSpan(0, received);
            if (text.IndexOf("\r\n\r\n"u8) is var head and > 0 && received >= head + 4 + LengthOf(text[..head]))
                return;
        }
    }

    private static int LengthOf(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("HTTP/1.1 200"u8))
            throw new InvalidDataException($"The answer was {Encoding.ASCII.GetString(head)}.");
        var value = head[(head.IndexOf("Content-Length: "u8) + "Content-Length: "u8.Length)..];
        return System.Buffers.Text.Utf8Parser.TryParse(value, out int length, out _) ? length : throw new InvalidDataException("The answer has no length.");
    }
}
