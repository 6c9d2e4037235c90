package dk.kravbro.web.callback;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;
import dk.kravbro.settlement.SettlementInbox;
import dk.kravbro.settlement.StorageFailure;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.xml.ws.WebServiceContext;
import jakarta.xml.ws.handler.MessageContext;
import java.io.StringReader;
import java.util.Optional;
import java.util.Set;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;

/** What both SOAP versions do: hand the text and the caller to the room, and wrap its answer. */
@ApplicationScoped
public class SettlementDoor {

    @Inject
    SettlementInbox inbox;

    Source take(WebServiceContext call, SoapVersion version) {
        MessageContext context = call.getMessageContext();
        String answer;
        try {
            answer = version.envelope(inbox.receive(raw(context), caller(call)));
        } catch (StorageFailure | EJBException | Actor.NotAllowed notTaken) {
            CallbackLog.LOG.notTaken(notTaken.getClass().getSimpleName());
            context.put(MessageContext.HTTP_RESPONSE_CODE, Refusal.TRY_AGAIN.status());
            answer = Refusal.TRY_AGAIN.envelope(version);
        }
        return new StreamSource(new StringReader(answer));
    }

    private static String raw(MessageContext context) {
        HttpServletRequest request = (HttpServletRequest) context.get(MessageContext.SERVLET_REQUEST);
        return Optional.ofNullable(request)
                .map(asked -> (String) asked.getAttribute(MessageGate.RAW))
                .orElseThrow(() -> new IllegalStateException("the gate stands before every endpoint"));
    }

    private static Actor caller(WebServiceContext call) {
        Set<Role> roles = call.isUserInRole(Role.DEBTOR_SYSTEM.groupName()) ? Set.of(Role.DEBTOR_SYSTEM) : Set.of();
        return new Actor(call.getUserPrincipal().getName(), roles, Set.of(), "back channel");
    }
}
