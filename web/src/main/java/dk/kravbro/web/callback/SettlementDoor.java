package dk.kravbro.web.callback;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;
import dk.kravbro.settlement.SenderCheck;
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
import java.util.regex.Pattern;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;

/** What both SOAP versions do: hand the text and the caller to the room, and wrap its answer. */
@ApplicationScoped
public class SettlementDoor {

    private static final Pattern CVR = Pattern.compile("[0-9]{8}");

    /** A certificate that names no CVR number: may deliver for nobody. */
    private static final String NOBODY = "none";

    @Inject
    SettlementInbox inbox;

    @Inject
    SenderCheck senders;

    Source take(WebServiceContext call, SoapVersion version) {
        MessageContext context = call.getMessageContext();
        String answer;
        try {
            SenderCheck.Checked message = senders.check(raw(context), caller(call));
            answer = message.seal().apply(version.envelope(inbox.receive(message.text(), message.actor())));
        } catch (SenderCheck.NotProved anybodys) {
            context.put(MessageContext.HTTP_RESPONSE_CODE, Refusal.NOT_PROVED.status());
            answer = Refusal.NOT_PROVED.envelope(version);
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

    /** The principal is the CVR number that the server read from the certificate's subject. */
    private static Actor caller(WebServiceContext call) {
        Set<Role> roles = call.isUserInRole(Role.DEBTOR_SYSTEM.groupName()) ? Set.of(Role.DEBTOR_SYSTEM) : Set.of();
        String principal = call.getUserPrincipal().getName();
        // Another subject than an organisation's may hold a person's name: it goes no further.
        String cvr = CVR.matcher(principal).matches() ? principal : NOBODY;
        return new Actor(cvr, roles, Set.of(), "back channel");
    }
}
