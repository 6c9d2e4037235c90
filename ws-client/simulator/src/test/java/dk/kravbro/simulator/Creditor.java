package dk.kravbro.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dk.kravbro.debtorsystem.SettlementMessage;
import dk.kravbro.debtorsystem.SettlementNotice;
import dk.kravbro.debtorsystem.oir.OirBackChannel;
import dk.kravbro.debtorsystem.oir.UnreadableMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The creditor's side of the back channel: reads with the adapter's own reader and answers a receipt. */
final class Creditor implements AutoCloseable {

    private final OirBackChannel reader = new OirBackChannel();
    final List<SettlementMessage> received = Collections.synchronizedList(new ArrayList<>());
    /** So many calls are answered 503 yet. */
    final AtomicInteger troubles = new AtomicInteger();

    private final HttpServer server;

    Creditor() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/callback", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/callback";
    }

    private void answer(HttpExchange exchange) throws IOException {
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (troubles.getAndDecrement() > 0) {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
            return;
        }
        byte[] reply = reply(text).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, reply.length);
        exchange.getResponseBody().write(reply);
        exchange.close();
    }

    private String reply(String text) {
        try {
            SettlementMessage message = reader.read(text);
            received.add(message);
            return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
                    + reader.receipt(message, Conversation.NOW) + "</s:Body></s:Envelope>";
        } catch (UnreadableMessage wrong) {
            return reader.refusal(wrong.kind(), wrong.conversationId(), wrong.code(), "");
        }
    }

    /** What was received of one kind, in the order it came. */
    <T extends SettlementNotice> List<T> notices(Class<T> kind) {
        return received.stream()
                .flatMap(each -> each.notices().stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
