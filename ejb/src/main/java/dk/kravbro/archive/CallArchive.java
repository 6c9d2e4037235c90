package dk.kravbro.archive;

import dk.kravbro.debtorsystem.CallTrace;
import dk.kravbro.debtorsystem.WireMessage;
import dk.kravbro.settings.Settings;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Takes what is to be kept of calls while they are made: packed and sealed at once, in the thread of the call. */
@ApplicationScoped
public class CallArchive {

    /** Most that one slice keeps of messages, sealed, in bytes. */
    static final long MOST_BYTES = 8_388_608;

    /** A call that nobody made: the sender took its word back before the body left. */
    private static final String WITHHELD = "WITHHELD";

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    @Inject
    Settings settings;

    @Inject
    MessageSeal seal;

    @Inject
    Clock clock;

    /** For the calls of one slice, or for one inquiry. */
    public Basket basket() {
        return new Basket(Keeping.valueOf(settings.messagesKeep().toUpperCase(Locale.ROOT)));
    }

    /**
     * Writes one call that no delivery's outcome hangs on, such as an inquiry. That it cannot be written is said, and stops
     * nobody (K1).
     *
     * @param call what is kept of it; null if nothing is
     */
    public void write(String municipalityCode, @Nullable KeptCall call) {
        if (call == null) {
            return;
        }
        try (Connection connection = database.getConnection()) {
            KeptCalls.write(connection, municipalityCode, call);
        } catch (SQLException e) {
            ArchiveLog.LOG.notWritten(call.trace().call().attemptId(), e);
        }
    }

    static String place(UUID callId, String direction) {
        return "call_messages.payload:" + callId + "/" + direction;
    }

    /** What is kept of some calls until their outcomes are recorded. Thread-safe. */
    public final class Basket implements Consumer<CallTrace> {

        private final Keeping keeping;
        private final Map<UUID, KeptCall> kept = new ConcurrentHashMap<>();
        private final AtomicLong bytes = new AtomicLong();
        private final AtomicInteger tooMuch = new AtomicInteger();

        private Basket(Keeping keeping) {
            this.keeping = keeping;
        }

        /** Takes what is to be kept of a call. Never throws: whatever fails here says nothing of the call (K1). */
        @Override
        public void accept(CallTrace trace) {
            CallTrace.End end = trace.end();
            boolean withMessages = keeping.keepsMessagesOf(end);
            if (end.cause().equals(WITHHELD) || !(withMessages || Keeping.isTrouble(end))) {
                return;
            }
            KeptCall call = new KeptCall(bare(trace), clock.instant(), null, null);
            if (withMessages) {
                try {
                    call = limited(sealed(trace));
                } catch (RuntimeException notSealed) {
                    ArchiveLog.LOG.notSealed(trace.call().attemptId(), notSealed);
                }
            }
            kept.put(trace.call().attemptId(), call);
        }

        private KeptCall sealed(CallTrace trace) {
            UUID id = trace.call().attemptId();
            return new KeptCall(
                    bare(trace),
                    clock.instant(),
                    sealed(id, KeptCalls.REQUEST, trace.request()),
                    sealed(id, KeptCalls.ANSWER, trace.answer()));
        }

        private KeptCall.@Nullable Sealed sealed(UUID id, String direction, WireMessage message) {
            return message.isKept()
                    ? new KeptCall.Sealed(
                            message.contentType(), message.note(), seal.seal(place(id, direction), message.kept()))
                    : null;
        }

        private KeptCall limited(KeptCall call) {
            long size = size(call.request()) + size(call.answer());
            if (bytes.addAndGet(size) <= MOST_BYTES) {
                return call;
            }
            bytes.addAndGet(-size);
            tooMuch.incrementAndGet();
            return call.bare();
        }

        /** What is kept of a call; null if nothing is. */
        public @Nullable KeptCall of(UUID callId) {
            return kept.get(callId);
        }

        /** Says in the log if messages were too much to be kept. */
        public void close(String of) {
            if (tooMuch.get() > 0) {
                ArchiveLog.LOG.tooMuch(of, tooMuch.get(), MOST_BYTES);
            }
        }
    }

    private static long size(KeptCall.@Nullable Sealed message) {
        return message == null ? 0 : message.payload().length;
    }

    /** Sizes stay; texts go, so that a slice holds them sealed only. */
    private static CallTrace bare(CallTrace trace) {
        return new CallTrace(
                trace.call(),
                trace.operation(),
                trace.route(),
                trace.end(),
                bare(trace.request()),
                bare(trace.answer()));
    }

    private static WireMessage bare(WireMessage message) {
        return new WireMessage(message.bytes(), new byte[0], message.contentType(), message.note());
    }
}
