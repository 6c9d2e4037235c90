package dk.kravbro.debtorsystem.oir;

import dk.kravbro.debtorsystem.CallIdentity;
import dk.kravbro.debtorsystem.oir.security.CallSeal;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.transport.http.HTTPConduit;
import org.jspecify.annotations.Nullable;

/**
 * Watches one call: ends it at the deadline and remembers the HTTP status. The client's read time-out alone does not end a
 * call whose peer sends a byte now and then. At the latest a call ends one receive time-out after its deadline.
 *
 * <p>The call runs on the thread that made the watch, so interceptors find it by thread.
 */
final class CallWatch implements AutoCloseable {

    /** Longest signed answer that is read, in bytes: a signature proves nothing before its message is whole. */
    private static final int LONGEST_SEALED_ANSWER = 2_000_000;

    private static final String SOAP_11 = "text/xml";
    private static final String SOAP_12 = "application/soap+xml";

    private static final ThreadLocal<@Nullable CallWatch> CURRENT = new ThreadLocal<>();

    private final CallIdentity call;
    private final ScheduledFuture<?> alarm;
    private final BooleanSupplier mayLeave;
    private final @Nullable CallSeal seal;
    private volatile @Nullable Message sent;
    private volatile boolean deadlinePassed;
    private CallSeal.@Nullable Strength strength;
    private volatile boolean bodyLeft;
    private volatile @Nullable Thread cutter;
    private int httpStatus;
    private int sentBytes;
    private final WireTape tape = new WireTape();

    private CallWatch(
            CallIdentity call,
            ScheduledThreadPoolExecutor clock,
            long deadlineMillis,
            BooleanSupplier mayLeave,
            @Nullable CallSeal seal) {
        this.call = call;
        this.mayLeave = mayLeave;
        this.seal = seal;
        // Again every 100 ms until the call ends: at the deadline the connection may just be about to be opened.
        this.alarm = clock.scheduleWithFixedDelay(this::cut, deadlineMillis, 100, TimeUnit.MILLISECONDS);
    }

    static CallWatch begin(
            CallIdentity call,
            ScheduledThreadPoolExecutor clock,
            long deadlineMillis,
            BooleanSupplier mayLeave,
            @Nullable CallSeal seal) {
        CallWatch watch = new CallWatch(call, clock, deadlineMillis, mayLeave, seal);
        CURRENT.set(watch);
        return watch;
    }

    /** The watch of the call that this thread is in, if any. */
    static @Nullable CallWatch current() {
        return CURRENT.get();
    }

    /** Whose call it is. */
    CallIdentity call() {
        return call;
    }

    /** The protection of the call's message; null where the connection is all there is. */
    @Nullable
    CallSeal seal() {
        return seal;
    }

    /**
     * The last look before the body leaves.
     *
     * @throws Withheld if the sender took its word back
     */
    void demandLeave() throws Withheld {
        if (!mayLeave.getAsBoolean()) {
            throw new Withheld();
        }
    }

    /** Nothing was sent, since the sender took its word back. */
    static final class Withheld extends IOException {
        private static final long serialVersionUID = 1L;

        Withheld() {
            super("withheld by the sender");
        }
    }

    /** From now on the peer may have the message. */
    void bodyLeaves() {
        bodyLeft = true;
    }

    /** Whether the peer may have the message. */
    boolean bodyLeft() {
        return bodyLeft;
    }

    /** Whether the answer is the other side's for certain, as far as the call's protection goes. */
    boolean isProved() {
        return seal == null || strength == CallSeal.Strength.SIGNED;
    }

    void sentBytes(int bytes) {
        sentBytes = bytes;
    }

    /** How long the body of the request was, 0 if none was made. */
    int sentBytes() {
        return sentBytes;
    }

    /** What passed over the wire. */
    WireTape tape() {
        return tape;
    }

    boolean deadlinePassed() {
        return deadlinePassed;
    }

    /** HTTP status of the answer, 0 if none came. */
    int httpStatus() {
        return httpStatus;
    }

    @Override
    public void close() {
        alarm.cancel(false);
        CURRENT.remove();
    }

    private void cut() {
        deadlinePassed = true;
        Message message = sent;
        Thread before = cutter;
        boolean busy = before != null && before.isAlive();
        if (!busy
                && message != null
                && message.get(HTTPConduit.KEY_HTTP_CONNECTION) instanceof HttpURLConnection connection) {
            // On a thread of its own: closing waits for a reader that is just taking a byte.
            Thread thread = new Thread(connection::disconnect, "kravbro-call-cutter");
            thread.setDaemon(true);
            thread.start();
            cutter = thread;
        }
    }

    /** Notes which message belongs to the call. */
    static final class OnDeparture extends AbstractPhaseInterceptor<Message> {
        OnDeparture() {
            super(Phase.SETUP);
        }

        @Override
        public void handleMessage(Message message) {
            CallWatch watch = CURRENT.get();
            if (watch != null) {
                watch.sent = message;
            }
        }
    }

    /** Notes the HTTP status of the answer, lets its body be read until the deadline, and has it proved before it is read. */
    static final class OnArrival extends AbstractPhaseInterceptor<Message> {
        OnArrival() {
            super(Phase.RECEIVE);
        }

        @Override
        public void handleMessage(Message message) {
            CallWatch watch = CURRENT.get();
            if (watch == null) {
                return;
            }
            if (message.get(Message.RESPONSE_CODE) instanceof Integer status) {
                watch.httpStatus = status;
            }
            @Nullable InputStream body = message.getContent(InputStream.class);
            if (body == null || body instanceof BodyUntilDeadline || watch.strength != null) {
                return;
            }
            watch.tape.answerBegins(message);
            InputStream bounded = new BodyUntilDeadline(body, watch);
            if (watch.seal == null) {
                message.setContent(InputStream.class, bounded);
            } else {
                watch.prove(watch.seal, message, bounded);
            }
        }
    }

    /**
     * Lets the SOAP stack read the tree that was proved, in a media type and a character set of ours: it would unpack what
     * calls itself multipart, and decode as the answer's head says, after the proof.
     */
    private void prove(CallSeal ours, Message message, InputStream body) {
        try {
            byte[] answer = body.readNBytes(LONGEST_SEALED_ANSWER + 1);
            if (answer.length > LONGEST_SEALED_ANSWER) {
                throw new IOException("the answer is longer than " + LONGEST_SEALED_ANSWER + " bytes");
            }
            String type = String.valueOf(message.get(Message.CONTENT_TYPE));
            boolean soap12 = type.startsWith(SOAP_12);
            CallSeal.Proof proof = soap12 || type.startsWith(SOAP_11) ? ours.prove(answer) : ours.prove(new byte[0]);
            strength = proof.strength();
            message.put(Message.CONTENT_TYPE, (soap12 ? SOAP_12 : SOAP_11) + "; charset=UTF-8");
            message.put(Message.ENCODING, "UTF-8");
            message.setContent(InputStream.class, new ByteArrayInputStream(proof.envelope()));
        } catch (IOException unproved) {
            throw new Fault(unproved);
        }
    }

    /** Takes down what is read, and ends by itself at the deadline: a trickling peer keeps the reader, not the cutter, in possession of the connection. */
    private static final class BodyUntilDeadline extends FilterInputStream {

        private final CallWatch watch;

        BodyUntilDeadline(InputStream body, CallWatch watch) {
            super(body);
            this.watch = watch;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            checkDeadline();
            int read = super.read(buffer, offset, length);
            if (read > 0) {
                watch.tape.answer(buffer, offset, read);
            }
            return read;
        }

        private void checkDeadline() throws IOException {
            if (watch.deadlinePassed) {
                throw new IOException("the call's deadline has passed");
            }
        }
    }
}
