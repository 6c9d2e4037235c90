package dk.kravbro.simulator.security;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Stands before a service: lets through what is proved, and signs what comes back. Faults are not signed. */
final class ProvedDoor implements HttpHandler {

    private static final int LONGEST_MESSAGE = 1_100_000;

    private final HttpHandler service;
    private final IncomingProof proof;
    private final OutgoingSeal seal;

    ProvedDoor(HttpHandler service, IncomingProof proof, OutgoingSeal seal) {
        this.service = service;
        this.proof = proof;
        this.seal = seal;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        byte[] message;
        try (InputStream in = exchange.getRequestBody()) {
            message = in.readNBytes(LONGEST_MESSAGE + 1);
        }
        if (message.length > LONGEST_MESSAGE) {
            exchange.sendResponseHeaders(413, -1);
            exchange.close();
            return;
        }
        IncomingProof.Caller caller;
        try {
            caller = proof.check(message, Connections.certificate(exchange));
        } catch (Objection no) {
            refuse(exchange, soap12(message), no);
            return;
        } catch (IOException noXml) {
            refuse(exchange, false, new Objection("SCHEMA", "not well-formed XML"));
            return;
        }
        service.handle(new SealedExchange(exchange, message, (status, answer) -> sealed(status, answer, caller)));
    }

    private byte[] sealed(int status, byte[] answer, IncomingProof.Caller caller) {
        if (status != 200) {
            return answer;
        }
        try {
            return seal.seal(answer, caller.messageId(), "urn:kravbro:simulator:answer");
        } catch (IOException garbled) {
            // A fault rule made it no SOAP at all: it leaves as it is.
            return answer;
        }
    }

    private static boolean soap12(byte[] message) throws IOException {
        Document envelope = Soap.parse(message);
        Element root = envelope.getDocumentElement();
        return Soap.SOAP_12.equals(root.getNamespaceURI());
    }

    private static void refuse(HttpExchange exchange, boolean soap12, Objection no) throws IOException {
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
