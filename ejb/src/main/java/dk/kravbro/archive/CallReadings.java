package dk.kravbro.archive;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.AuditTrail;
import dk.kravbro.audit.Role;
import dk.kravbro.debtorsystem.WireMessage;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Shows calls: what is known of one to whoever may see its municipality, its messages to auditors alone. A reading's entry in
 * the audit trail is committed when the method returns, before anybody sees the text (K3).
 */
@Stateless
@PermitAll
public class CallReadings {

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    @Inject
    MessageSeal seal;

    @Inject
    AuditTrail audit;

    /** What came of asking for a call's messages. */
    public sealed interface Reading {

        /** Here they are; none if none is kept, or no more. */
        record Shown(CallRecord call, List<Message> messages) implements Reading {
            public Shown {
                messages = List.copyOf(messages);
            }
        }

        /** Nothing is known of such a call, or it is another municipality's. */
        record NotFound() implements Reading {}

        /** The reader is no auditor. */
        record Refused() implements Reading {}
    }

    /**
     * A message in clear. Holds people: to be shown to the one who asked, and nowhere else.
     *
     * @param direction OUT_REQUEST or OUT_ANSWER
     * @param note what is left out, in words; empty if it is whole
     */
    public record Message(String direction, String contentType, String note, String text) {

        /** Never prints people. */
        @Override
        public String toString() {
            return "Message[" + direction + "]";
        }
    }

    /**
     * What is known of a call.
     *
     * @return empty if nothing is, or it is a municipality's that the caller may not see
     */
    public Optional<CallRecord> find(Actor actor, UUID callId) {
        return find(actor, List.of(callId)).stream().findFirst();
    }

    /** What is known of some calls, at most 500, as far as the caller may see them; oldest first. */
    public List<CallRecord> find(Actor actor, List<UUID> callIds) {
        return records(callIds.subList(0, Math.min(CallRows.MOST, callIds.size()))).stream()
                .filter(call -> actor.maySee(call.municipalityCode()) || actor.mayAudit(call.municipalityCode()))
                .toList();
    }

    /**
     * A call's messages in clear, for an auditor. The reading is written down, and so is a refusal.
     *
     * @param reason why the reader wants to see them; without personal data
     * @throws dk.kravbro.secrets.SecretMissing if their key is not there
     */
    public Reading read(Actor actor, UUID callId, String reason) {
        Optional<CallRecord> found = records(List.of(callId)).stream().findFirst();
        if (!actor.is(Role.AUDITOR)) {
            refuse(actor, callId, found, "no auditor");
            return new Reading.Refused();
        }
        if (found.isEmpty()) {
            return new Reading.NotFound();
        }
        CallRecord call = found.get();
        if (!actor.mayAudit(call.municipalityCode())) {
            refuse(actor, callId, found, "another municipality's");
            return new Reading.NotFound();
        }
        audit.record(actor, "raw messages shown", subject(callId), call.municipalityCode(), reason);
        ArchiveLog.LOG.shown(callId, actor.name());
        return new Reading.Shown(call, open(callId));
    }

    private void refuse(Actor actor, UUID callId, Optional<CallRecord> found, String why) {
        if (found.isPresent()) {
            audit.record(
                    actor, "raw messages refused", subject(callId), found.get().municipalityCode(), why);
        } else {
            audit.record(actor, "raw messages refused", subject(callId), why);
        }
        ArchiveLog.LOG.refused(callId, actor.name());
    }

    private static String subject(UUID callId) {
        return "call " + callId;
    }

    private List<Message> open(UUID callId) {
        List<Message> messages = new ArrayList<>();
        for (CallRows.Sealed each : ask(rows -> rows.messages(callId))) {
            KeptCall.Sealed sealed = each.message();
            byte[] clear = seal.open(CallArchive.place(callId, each.direction()), sealed.payload());
            messages.add(new Message(
                    each.direction(),
                    sealed.contentType(),
                    sealed.note(),
                    WireMessage.text(clear, sealed.contentType())));
        }
        return messages;
    }

    private List<CallRecord> records(List<UUID> callIds) {
        return ask(rows -> rows.find(callIds));
    }

    private interface Question<T> {
        T of(CallRows rows) throws SQLException;
    }

    private <T> T ask(Question<T> question) {
        try (Connection connection = database.getConnection()) {
            return question.of(new CallRows(connection));
        } catch (SQLException e) {
            throw new EJBException("what is kept of calls cannot be read", e);
        }
    }
}
