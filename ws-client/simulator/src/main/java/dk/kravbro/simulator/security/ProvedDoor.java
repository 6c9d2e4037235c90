package dk.kravbro.simulator.security;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;

/** Stands before a service: lets through what is proved, and signs what comes back. Its own refusals are not signed: they are for callers that it does not know. */
final class ProvedDoor implements HttpHandler {

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
        byte[] message = Refusals.body(exchange);
        if (message == null) {
            return;
        }
        IncomingProof.Caller caller;
        try {
            caller = proof.check(message, Connections.certificate(exchange));
        } catch (Objection no) {
            Refusals.fault(exchange, Refusals.soap12(message), no);
            return;
        } catch (IOException noXml) {
            Refusals.fault(exchange, false, new Objection("SCHEMA", "not well-formed XML"));
            return;
        }
        service.handle(new SealedExchange(exchange, message, (status, answer) -> sealed(status, answer, caller)));
    }

    private byte[] sealed(int status, byte[] answer, IncomingProof.Caller caller) {
        if (status != 200 && status != 500) {
            return answer;
        }
        try {
            return seal.seal(answer, caller.messageId(), "urn:kravbro:simulator:answer");
        } catch (IOException garbled) {
            // A fault rule made it no SOAP at all: it leaves as it is.
            return answer;
        }
    }
}
