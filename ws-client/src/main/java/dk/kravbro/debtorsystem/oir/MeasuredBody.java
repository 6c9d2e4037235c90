package dk.kravbro.debtorsystem.oir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import org.apache.cxf.interceptor.MessageSenderInterceptor;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.transport.http.HTTPConduit;
import org.jspecify.annotations.Nullable;

/**
 * The body of a call, held until it is whole and then streamed with its length. The JDK sends a POST that is not streamed
 * a second time by itself when a kept connection dies without an answer, whatever came of the first; CXF never streams with
 * a length. It also tells how long the body was, and asks the sender one last time before the first byte leaves.
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
        if (watch != null) {
            watch.demandLeave();
            watch.sentBytes(size());
        }
        if (message.get(HTTPConduit.KEY_HTTP_CONNECTION) instanceof HttpURLConnection connection) {
            connection.setFixedLengthStreamingMode(size());
        }
        writeTo(wire);
        wire.close();
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
