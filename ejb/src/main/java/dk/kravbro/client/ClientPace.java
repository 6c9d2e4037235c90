package dk.kravbro.client;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How much a client may ask in a minute (takt), on this node: each client has a bucket of requests and one of lines, as
 * large as its limit, that fill up evenly. A changed limit begins with a full bucket. Counted per client in the server's
 * registry as {@code kravbro.client.requests}, {@code kravbro.client.requests.refused} and {@code
 * kravbro.client.lines.refused}.
 */
@ApplicationScoped
public class ClientPace {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** None where no server is: in tests. */
    @Inject
    @Nullable
    MeterRegistry registry;

    private final TimeMeter time;
    private final ConcurrentMap<String, Buckets> buckets = new ConcurrentHashMap<>();

    public ClientPace() {
        this(TimeMeter.SYSTEM_NANOTIME);
    }

    ClientPace(TimeMeter time) {
        this.time = time;
    }

    /**
     * Whether a client may go on.
     *
     * @param granted whether it may
     * @param limit per minute
     * @param left how much more it may ask at once
     * @param pause how long it must wait if it may not; zero if it may
     */
    public record Verdict(boolean granted, long limit, long left, Duration pause) {

        /** The pause in whole seconds, upwards: 1 or more if it may not go on. */
        public long waitSeconds() {
            return pause.plusSeconds(1).minusNanos(1).toSeconds();
        }
    }

    /** One client's buckets, and the limits that they were made for. */
    private record Buckets(
            int requestsPerMinute,
            int linesPerMinute,
            Bucket requests,
            Bucket lines,
            AtomicLong asked,
            AtomicLong refused,
            AtomicLong linesRefused) {

        boolean fits(Client client) {
            return requestsPerMinute == client.requestsPerMinute() && linesPerMinute == client.linesPerMinute();
        }
    }

    /** One request more. */
    public Verdict request(Client client) {
        Buckets own = buckets(client);
        own.asked().incrementAndGet();
        Verdict verdict = take(own.requests(), 1, client.requestsPerMinute());
        if (!verdict.granted()) {
            own.refused().incrementAndGet();
        }
        return verdict;
    }

    /**
     * Lines of a batch more. More at once than its limit cost it its whole limit.
     *
     * @param lines 1 or more
     */
    public Verdict lines(Client client, int lines) {
        Buckets own = buckets(client);
        Verdict verdict = take(own.lines(), Math.min(lines, client.linesPerMinute()), client.linesPerMinute());
        if (!verdict.granted()) {
            own.linesRefused().incrementAndGet();
        }
        return verdict;
    }

    private static Verdict take(Bucket bucket, int many, int limit) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(many);
        return new Verdict(
                probe.isConsumed(),
                limit,
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Buckets buckets(Client client) {
        Buckets known = buckets.get(client.name());
        return known != null && known.fits(client)
                ? known
                : buckets.compute(
                        client.name(),
                        (name, there) -> there != null && there.fits(client) ? there : made(client, there));
    }

    private Buckets made(Client client, @Nullable Buckets before) {
        Buckets made = new Buckets(
                client.requestsPerMinute(),
                client.linesPerMinute(),
                bucket(client.requestsPerMinute()),
                bucket(client.linesPerMinute()),
                before == null ? new AtomicLong() : before.asked(),
                before == null ? new AtomicLong() : before.refused(),
                before == null ? new AtomicLong() : before.linesRefused());
        MeterRegistry figures = registry;
        if (before == null && figures != null) {
            Tags tags = Tags.of("client", client.name());
            figures.gauge("kravbro.client.requests", tags, made.asked());
            figures.gauge("kravbro.client.requests.refused", tags, made.refused());
            figures.gauge("kravbro.client.lines.refused", tags, made.linesRefused());
        }
        return made;
    }

    private Bucket bucket(int perMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                .withCustomTimePrecision(time)
                .build();
    }
}
