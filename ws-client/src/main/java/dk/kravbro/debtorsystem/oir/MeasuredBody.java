package dk.kravbro.debtorsystem.oir;

import dk.kravbro.debtorsystem.oir.security.CallSeal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import org.apache.cxf.binding.soap.model.SoapOperationInfo;
import org.apache.cxf.interceptor.MessageSenderInterceptor;
import org.apache.cxf.io.AbstractThresholdOutputStream;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.transport.http.HTTPConduit;
import org.jspecify.annotations.Nullable;

/**
 * The body of a call, held until it is whole and then streamed with its length. The JDK sends a POST that is not streamed
 * a second time by itself when a kept connection dies without an answer, whatever came of the first; CXF never streams with
 * a length. It also has the body sealed, tells how long it was, and asks the sender one last time before it leaves.
 */
final class MeasuredBody extends ByteArrayOutputStream {

    private final OutputStream wire;
    private final Message message;
    private boolean closed;

    private MeasuredBody(OutputStream wire, Message message) {
        super(4_096);
        this.wire = wire;
        this.message = message;
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        CallWatch watch = CallWatch.current();
        if (watch == null) {
            writeTo(wire);
        } else {
            writeWatched(watch);
        }
        wire.close();
    }

    /**
     * The head first, so that the connection stands and the peer waits for a body, and gives up on it in its own time; then
     * the question; then the body at once. A sender that stands still between question and body, longer than the peer
     * waits, finds the connection closed.
     */
    private void writeWatched(CallWatch watch) throws IOException {
        byte[] body = sealed(watch);
        watch.sentBytes(body.length);
        watch.tape().request(body, watch.seal() != null);
        HttpURLConnection connection =
                message.get(HTTPConduit.KEY_HTTP_CONNECTION) instanceof HttpURLConnection http ? http : null;
        if (connection != null) {
            connection.setFixedLengthStreamingMode(body.length);
        }
        if (wire instanceof AbstractThresholdOutputStream buffering) {
            buffering.unBuffer();
        }
        // The first byte makes the head leave, and stays in the connection's buffer itself.
        wire.write(body, 0, Math.min(1, body.length));
        try {
            watch.demandLeave();
        } catch (CallWatch.Withheld withheld) {
            if (connection != null) {
                // A head without its body is no message; the connection is of no more use.
                connection.disconnect();
            }
            throw withheld;
        }
        watch.bodyLeaves();
        wire.write(body, Math.min(1, body.length), Math.max(0, body.length - 1));
    }

    private byte[] sealed(CallWatch watch) throws IOException {
        CallSeal seal = watch.seal();
        if (seal == null) {
            return toByteArray();
        }
        SoapOperationInfo operation =
                message.getExchange().getBindingOperationInfo().getExtensor(SoapOperationInfo.class);
        return seal.seal(toByteArray(), operation.getAction(), String.valueOf(message.get(Message.ENDPOINT_ADDRESS)));
    }

    /** Puts a measured body between CXF and the wire. */
    static final class Interceptor extends AbstractPhaseInterceptor<Message> {

        Interceptor() {
            super(Phase.PREPARE_SEND);
            addAfter(MessageSenderInterceptor.class.getName());
        }

        @Override
        public void handleMessage(Message message) {
            @Nullable OutputStream wire = message.getContent(OutputStream.class);
            if (wire != null) {
                message.setContent(OutputStream.class, new MeasuredBody(wire, message));
            }
        }
    }
}
