package dk.kravbro.simulator.security;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What the doors before the services say no with. */
final class Refusals {

    private static final int LONGEST_MESSAGE = 1_100_000;

    private Refusals() {}

    /** The body; null if it is too long, and then the caller has been told. */
    static byte @Nullable [] body(HttpExchange exchange) throws IOException {
        byte[] message;
        try (InputStream in = exchange.getRequestBody()) {
            message = in.readNBytes(LONGEST_MESSAGE + 1);
        }
        String announced = exchange.getRequestHeaders().getFirst("Content-Length");
        if (message.length <= LONGEST_MESSAGE && announced != null && message.length < Long.parseLong(announced)) {
            throw new IOException("the body broke off after " + message.length + " of " + announced + " bytes");
        }
        if (message.length > LONGEST_MESSAGE) {
            exchange.sendResponseHeaders(413, -1);
            exchange.close();
            return null;
        }
        return message;
    }

    static boolean soap12(byte[] message) throws IOException {
        Document envelope = Soap.parse(message);
        Element root = envelope.getDocumentElement();
        return Soap.SOAP_12.equals(root.getNamespaceURI());
    }

    /** The platform's own fault. */
    static void fault(HttpExchange exchange, boolean soap12, Objection no) throws IOException {
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
