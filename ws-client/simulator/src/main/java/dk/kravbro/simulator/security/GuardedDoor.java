package dk.kravbro.simulator.security;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.w3c.dom.Document;

/** Stands before a service with a guard. What it refuses by itself is not signed: that is for callers it does not know. */
final class GuardedDoor implements HttpHandler {

    private static final int LONGEST_MESSAGE = 1_100_000;

    private final HttpHandler service;
    private final Guard guard;

    GuardedDoor(HttpHandler service, Guard guard) {
        this.service = service;
        this.guard = guard;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        byte[] message = WholeBody.read(exchange, LONGEST_MESSAGE);
        if (message == null) {
            exchange.sendResponseHeaders(413, -1);
            exchange.close();
            return;
        }
        Document envelope;
        try {
            envelope = Soap.parse(message);
        } catch (IOException noXml) {
            fault(exchange, false, new Objection("SCHEMA", "not well-formed XML"));
            return;
        }
        SealedExchange.Seal seal;
        try {
            seal = guard.admit(envelope, exchange);
        } catch (Objection no) {
            boolean soap12 = Soap.SOAP_12.equals(envelope.getDocumentElement().getNamespaceURI());
            fault(exchange, soap12, no);
            return;
        }
        service.handle(new SealedExchange(exchange, message, seal));
    }

    /** The platform's own fault. */
    private static void fault(HttpExchange exchange, boolean soap12, Objection no) throws IOException {
        String detail =
                "<sp:ServiceplatformFault xmlns:sp=\"http://serviceplatformen.dk/xml/schemas/ServiceplatformFault/1/\">"
                        + "<sp:ErrorList><sp:Error><sp:ErrorCode>" + no.code() + "</sp:ErrorCode><sp:ErrorText>"
                        + no.getMessage()
                        + "</sp:ErrorText></sp:Error></sp:ErrorList></sp:ServiceplatformFault>";
        String fault = soap12
                ? "<s:Fault><s:Code><s:Value>s:Sender</s:Value></s:Code><s:Reason><s:Text xml:lang=\"en\">" + no.code()
                        + "</s:Text></s:Reason><s:Detail>" + detail + "</s:Detail></s:Fault>"
                : "<s:Fault><faultcode>s:Client</faultcode><faultstring>" + no.code() + "</faultstring><detail>"
                        + detail + "</detail></s:Fault>";
        byte[] body = ("<s:Envelope xmlns:s=\"" + (soap12 ? Soap.SOAP_12 : Soap.SOAP_11) + "\"><s:Body>" + fault
                        + "</s:Body></s:Envelope>")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set("Content-Type", soap12 ? "application/soap+xml; charset=utf-8" : "text/xml; charset=utf-8");
        exchange.sendResponseHeaders(500, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
