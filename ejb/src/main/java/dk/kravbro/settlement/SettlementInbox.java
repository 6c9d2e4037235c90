package dk.kravbro.settlement;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;
import dk.kravbro.debtorsystem.SettlementMessage;
import dk.kravbro.settings.Settings;
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

    /** The sender's certificate does not let it speak for that municipality; says no more, not even if there is one. */
    static final String SENDER_NOT_BOUND = "AFSENDER_IKKE_TILKNYTTET";

    private static final String SENDER_NOT_BOUND_TEXT =
            "Afsenderens certifikat giver ikke ret til at levere for den kommune, som beskeden angiver.";

    @Inject
    SettlementWork work;

    @Inject
    BackChannel backChannel;

    @Inject
    Settings settings;

    /**
     * Takes a message.
     *
     * @param rawXml the message that {@link SenderCheck} let through
     * @param actor the sender; its name is the CVR number of its certificate, or of its token
     * @return the answer's body as XML: a receipt, the same one for a copy; or a refusal that says why
     * @throws Actor.NotAllowed if the caller is no debtor system
     * @throws StorageFailure if it could not be kept; nothing is stored, and the sender is to try again
     */
    public String receive(String rawXml, Actor actor) {
        actor.demand(Role.DEBTOR_SYSTEM);
        BackChannel.Reading reading = backChannel.read(rawXml);
        boolean isPlatform = settings.platformCvrs().contains(actor.name());
        if (reading instanceof BackChannel.Understood understood) {
            SettlementMessage message = understood.message();
            return isPlatform || work.mayDeliver(actor.name(), message.municipalityCvr())
                    ? receive(rawXml, message, actor)
                    : refuseSender(message, actor);
        }
        BackChannel.Unreadable unreadable = (BackChannel.Unreadable) reading;
        return isPlatform || work.isKnown(actor.name())
                ? refuse(rawXml, unreadable, actor)
                : refuseStranger(unreadable, actor);
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

    /** Nothing is kept: what a stranger says of a municipality's claims is not even a thing for a person to settle. */
    private String refuseSender(SettlementMessage message, Actor actor) {
        SettlementLog.LOG.senderRefused(actor.name(), message.municipalityCvr());
        work.auditRefused(actor, message.municipalityCvr());
        return backChannel.refusal(message.kind(), message.conversationId(), SENDER_NOT_BOUND, SENDER_NOT_BOUND_TEXT);
    }

    /** Nothing is kept: somebody who may deliver for nobody must not be able to fill the work list. */
    private String refuseStranger(BackChannel.Unreadable unreadable, Actor actor) {
        SettlementLog.LOG.strangerRefused(actor.name(), unreadable.code());
        return backChannel.refusal(
                unreadable.kind(), unreadable.conversationId(), SENDER_NOT_BOUND, SENDER_NOT_BOUND_TEXT);
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
