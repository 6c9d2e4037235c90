package dk.kravbro.settlement;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;
import dk.kravbro.debtorsystem.SettlementMessage;
import dk.kravbro.settlement.SettlementMessages.Kept;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Where debtor systems deliver what happened to claims (tilbagemeldinger). A message is kept and committed first, then
 * applied in a transaction of its own; the receipt says that it is kept, never less and never more.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SettlementInbox {

    @Inject
    SettlementWork work;

    @Inject
    BackChannel backChannel;

    /**
     * Takes a message.
     *
     * @param rawXml the message as it came
     * @return the answer's body as XML: a receipt, the same one for a copy; or a refusal that says why
     * @throws Actor.NotAllowed if the caller is no debtor system
     * @throws StorageFailure if it could not be kept; nothing is stored, and the sender is to try again
     */
    public String receive(String rawXml, Actor actor) {
        actor.demand(Role.DEBTOR_SYSTEM);
        BackChannel.Reading reading = backChannel.read(rawXml);
        if (reading instanceof BackChannel.Understood understood) {
            return receive(rawXml, understood.message(), actor);
        }
        return refuse(rawXml, (BackChannel.Unreadable) reading, actor);
    }

    private String receive(String rawXml, SettlementMessage message, Actor actor) {
        Kept kept = work.keep(rawXml, message, actor.name());
        if (!kept.fingerprint().equals(Said.fingerprint(message))) {
            SettlementLog.LOG.idReused(kept.id());
            return backChannel.refusal(
                    message.kind(),
                    message.conversationId(),
                    "BESKED_ID_GENBRUGT",
                    "RequestId er tidligere brugt til en besked med andet indhold.");
        }
        if (kept.isNew()) {
            applyNow(kept.id());
        } else {
            SettlementLog.LOG.copy(kept.id());
        }
        Optional<String> parked = work.parkedBecause(kept.id());
        if (parked.equals(Optional.of(SettlementWork.UNKNOWN_MUNICIPALITY))) {
            return backChannel.refusal(
                    message.kind(),
                    message.conversationId(),
                    "KOMMUNE_UKENDT",
                    "Ingen kommune har det CVR-nummer, som beskeden angiver.");
        }
        return backChannel.receipt(message, kept.receivedAt());
    }

    private String refuse(String rawXml, BackChannel.Unreadable unreadable, Actor actor) {
        Kept kept = work.keepUnreadable(rawXml, unreadable.code(), actor.name());
        SettlementLog.LOG.unreadable(kept.id(), unreadable.code(), rawXml.length(), kept.fingerprint());
        return backChannel.refusal(
                unreadable.kind(),
                unreadable.conversationId(),
                "BESKED_ULAESELIG",
                "Beskeden kunne ikke læses efter kontrakten (" + unreadable.code()
                        + "). Den er gemt til manuel behandling.");
    }

    /** What fails here is not the sender's business: the message is kept, and the sweeper takes it up. */
    private void applyNow(long id) {
        try {
            work.apply(id);
        } catch (EJBException | StorageFailure failed) {
            SettlementLog.LOG.notApplied(id, Cause.of(failed));
        }
    }
}
