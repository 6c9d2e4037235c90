package dk.kravbro.simulator.security;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import org.w3c.dom.Document;

/** Lets through what is proved, and signs what comes back. */
final class TokenGuard implements Guard {

    private final IncomingProof proof;
    private final OutgoingSeal seal;

    TokenGuard(IncomingProof proof, OutgoingSeal seal) {
        this.proof = proof;
        this.seal = seal;
    }

    @Override
    public SealedExchange.Seal admit(Document envelope, HttpExchange exchange) throws Objection {
        IncomingProof.Caller caller = proof.check(envelope, Connections.certificate(exchange));
        return (status, answer) -> sealed(status, answer, caller);
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
