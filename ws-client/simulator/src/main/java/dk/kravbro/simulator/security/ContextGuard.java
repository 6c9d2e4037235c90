package dk.kravbro.simulator.security;

import com.sun.net.httpserver.HttpExchange;
import java.util.UUID;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Lets through what carries the context of the security model. */
final class ContextGuard implements Guard {

    private static final String CONTEXTS = "http://serviceplatformen.dk/xml/schemas/";

    private final Demand demand;
    private final UUID agreement;

    ContextGuard(Demand demand, UUID agreement) {
        this.demand = demand;
        this.agreement = agreement;
    }

    @Override
    public SealedExchange.Seal admit(Document envelope, HttpExchange exchange) throws Objection {
        check(envelope);
        return (status, answer) -> answer;
    }

    private void check(Document envelope) throws Objection {
        Element body = Soap.body(envelope);
        if (body == null) {
            throw new Objection("SCHEMA", "no SOAP envelope");
        }
        if (demand == Demand.INVOCATION_CONTEXT) {
            Element context = context(body, "InvocationContext");
            if (!Soap.text(context, CONTEXTS + "InvocationContext/1/", "ServiceAgreementUUID")
                    .equals(agreement.toString())) {
                throw new Objection("ACCESS_DENIED", "no such service agreement");
            }
        } else {
            context(body, "CallContext");
            Element context = context(body, "AuthorityContext");
            String named = Soap.text(context, CONTEXTS + "AuthorityContext/1/", "MunicipalityCVR");
            Element head = Soap.all(body, "*", "HovedOplysninger").stream()
                    .findFirst()
                    .orElseThrow(() -> new Objection("SCHEMA", "no HovedOplysninger"));
            String routed = Soap.text(head, "*", "MunicipalityCVR");
            if (!routed.isEmpty() && !routed.equals(named)) {
                throw new Objection("ACCESS_DENIED", "the message is routed to another municipality than it names");
            }
        }
    }

    private Element context(Element body, String name) throws Objection {
        return Soap.all(body, CONTEXTS + name + "/1/", name).stream()
                .findFirst()
                .orElseThrow(() -> new Objection(
                        "SECURITY_MODEL_MISSING",
                        "Security model for the called operation was not provided. The following are supported: ["
                                + (demand == Demand.INVOCATION_CONTEXT ? "InvocationContext" : "AuthorityContext")
                                + "]"));
    }
}
