using Microsoft.Extensions.Options;

namespace SchemaClaimsSidecar.Hosting;

/// <summary>Looks after the certificates while nobody connects: a renewal that failed is told before the old one has run out.</summary>
internal sealed partial class CertificateWatch(
    TlsCertificates certificates, IOptions<TlsOptions> options, TimeProvider time, ILogger<CertificateWatch> log) : BackgroundService
{
    /// <summary>How often.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private string _told = "";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Paths.IsEmpty)
            return;
        using var timer = new PeriodicTimer(Interval, time);
        do
            Look();
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private void Look()
    {
        try
        {
            var alarm = certificates.Alarm;
            if (alarm.Length > 0 && alarm != _told)
                LogAlarm(alarm);
            _told = alarm;
        }
        catch (Exception failure)
        {
            LogFailed(failure);
        }
    }

    [LoggerMessage(6603, LogLevel.Critical, "{Alarm}")]
    private partial void LogAlarm(string alarm);

    [LoggerMessage(6604, LogLevel.Error, "Looking after the certificates failed unexpectedly; it goes on")]
    private partial void LogFailed(Exception failure);
}
