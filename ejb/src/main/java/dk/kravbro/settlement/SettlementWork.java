package dk.kravbro.settlement;

import static java.nio.charset.StandardCharsets.UTF_8;

import dk.kravbro.archive.MessageSeal;
import dk.kravbro.audit.Actor;
import dk.kravbro.audit.AuditTrail;
import dk.kravbro.debtorsystem.SettlementMessage;
import dk.kravbro.settlement.SettlementMessages.Incoming;
import dk.kravbro.settlement.SettlementMessages.Kept;
import dk.kravbro.settlement.SettlementMessages.Open;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The steps of a settlement message, a transaction each: keep, count an attempt, apply, park. Not a door: callers come
 * through {@link SettlementInbox}. A step that fails rolls back alone and leaves the message where it was.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class SettlementWork {

    /** No municipality has the CVR number that the message names. */
    static final String UNKNOWN_MUNICIPALITY = "UNKNOWN_MUNICIPALITY";

    /** The text is not a message of the contract. */
    static final String UNREADABLE = "UNREADABLE";

    /** Applying it failed too often. */
    static final String TOO_MANY_ATTEMPTS = "TOO_MANY_ATTEMPTS";

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    @Inject
    Clock clock;

    @Inject
    BackChannel backChannel;

    @Inject
    AuditTrail audit;

    @Inject
    MessageSeal seal;

    /** Whether this sender, which is not the platform, may deliver for the municipality with this CVR number. */
    public boolean mayDeliver(String sender, String municipalityCvr) {
        return step("ask for the sender", connection -> new Senders(connection).mayDeliver(sender, municipalityCvr));
    }

    /** Whether this sender, which is not the platform, may deliver for any municipality. */
    public boolean isKnown(String sender) {
        return step("ask for the sender", connection -> new Senders(connection).isKnown(sender));
    }

    /**
     * Writes down that somebody who may deliver for one municipality tried it for another one that we know. A stranger's
     * tries are in the log alone: whoever has any certificate of the country must not be able to fill the trail.
     */
    public void auditRefused(Actor actor, String municipalityCvr) {
        step("audit", connection -> {
            Senders senders = new Senders(connection);
            Optional<String> code = senders.code(municipalityCvr);
            if (code.isPresent() && senders.isKnown(actor.name())) {
                audit.record(
                        actor,
                        "settlement message refused",
                        "municipality " + code.get(),
                        code.get(),
                        "the sender may not deliver for it");
            }
            return code;
        });
    }

    /** Keeps what came and can be read. */
    public Kept keep(String raw, SettlementMessage message, String sender) {
        Incoming incoming =
                incoming(message.municipalityCvr(), message.messageId(), sender, raw, Said.fingerprint(message));
        return step("keep", connection -> new SettlementMessages(connection).keep(incoming, clock.instant()));
    }

    /**
     * Keeps what came and cannot be read, for a person: under its own hash as id, since nothing in it can be trusted. The
     * same text again is the same message.
     */
    public Kept keepUnreadable(String raw, String code, String sender) {
        String hash = Said.sha256(raw);
        Incoming incoming = incoming(SettlementMessages.NOBODYS, "sha256:" + hash, sender, raw, hash);
        return step(
                "keep unreadable",
                connection -> new SettlementMessages(connection)
                        .keepParked(incoming, clock.instant(), UNREADABLE + ' ' + code));
    }

    private Incoming incoming(String municipalityCvr, String id, String sender, String raw, String fingerprint) {
        byte[] sealed = seal.seal(SettlementMessages.place(municipalityCvr, id), raw.getBytes(UTF_8));
        return new Incoming(municipalityCvr, id, sender, sealed, fingerprint);
    }

    /** The message as it came. */
    private String raw(Open open) {
        byte[] sealed = open.sealed();
        return sealed == null
                ? String.valueOf(open.raw())
                : new String(
                        seal.open(SettlementMessages.place(open.municipalityCvr(), open.messageId()), sealed), UTF_8);
    }

    /**
     * Seals messages that came before messages were sealed.
     *
     * @return how many, at most {@code limit}
     */
    public int sealInClear(int limit) {
        return step("seal", connection -> {
            SettlementMessages messages = new SettlementMessages(connection);
            List<SettlementMessages.InClear> found = messages.inClear(limit);
            for (SettlementMessages.InClear each : found) {
                String place = SettlementMessages.place(each.municipalityCvr(), each.messageId());
                messages.sealed(each.id(), seal.seal(place, each.raw().getBytes(UTF_8)));
            }
            return found.size();
        });
    }

    /**
     * Forgets the texts of messages that were applied long enough ago.
     *
     * @return how many, at most {@code limit}
     */
    public int forget(Duration age, int limit) {
        return step(
                "forget",
                connection -> new SettlementMessages(connection)
                        .forget(clock.instant().minus(age), limit));
    }

    /** Applies a kept message, unless it is settled or in another's hands. */
    public void apply(long id) {
        step("apply", connection -> {
            Optional<Open> taken = new SettlementMessages(connection).take(id);
            if (taken.isPresent()) {
                apply(connection, taken.get());
            }
            return id;
        });
    }

    private void apply(Connection connection, Open open) throws SQLException {
        SettlementMessages messages = new SettlementMessages(connection);
        Instant now = clock.instant();
        String raw = raw(open);
        BackChannel.Reading reading = backChannel.read(raw);
        if (reading instanceof BackChannel.Understood understood) {
            apply(connection, open, understood.message(), now);
        } else {
            // Understood when it came, not by this release: the contract changed in between.
            String code = ((BackChannel.Unreadable) reading).code();
            SettlementLog.LOG.unreadable(open.id(), code, raw.length(), Said.sha256(raw));
            messages.settle(open.id(), SettlementMessages.PARKED, UNREADABLE + ' ' + code, now);
        }
    }

    private void apply(Connection connection, Open open, SettlementMessage message, Instant now) throws SQLException {
        SettlementMessages messages = new SettlementMessages(connection);
        SettlementApplier applier = new SettlementApplier(connection, now);
        Optional<String> municipality = applier.municipality(open.municipalityCvr());
        if (municipality.isEmpty()) {
            SettlementLog.LOG.unknownMunicipality(open.id());
            messages.settle(open.id(), SettlementMessages.PARKED, UNKNOWN_MUNICIPALITY, now);
            return;
        }
        SettlementApplier.Tally tally = applier.apply(open.id(), municipality.get(), open.sender(), message);
        String remark = tally.parked() == 0 ? "" : tally.parked() + " parked";
        messages.settle(open.id(), SettlementMessages.APPLIED, remark, now);
        SettlementLog.LOG.applied(open.id(), tally.applied(), tally.copies(), tally.parked());
        if (tally.foreign() > 0) {
            SettlementLog.LOG.foreignClaims(open.id(), tally.foreign());
        }
    }

    /** Why a message is parked; empty if it is not. */
    public Optional<String> parkedBecause(long id) {
        return step("ask", connection -> new SettlementMessages(connection).parkedBecause(id));
    }

    /** Messages that are received but not applied, and due for another attempt. */
    public List<Long> overdue(Duration grace, int limit) {
        return step(
                "look for overdue",
                connection -> new SettlementMessages(connection).overdue(grace, limit, clock.instant()));
    }

    /**
     * Counts one more attempt before it is made, so that one that takes the node down is counted too.
     *
     * @return whether it may be made; if not, the message is parked for a person
     */
    public boolean mayTryAgain(long id, int most) {
        return step("count an attempt", connection -> {
            SettlementMessages messages = new SettlementMessages(connection);
            if (messages.take(id).isEmpty()) {
                return false;
            }
            int attempt = messages.attempt(id);
            if (attempt <= most) {
                return true;
            }
            messages.settle(id, SettlementMessages.PARKED, TOO_MANY_ATTEMPTS, clock.instant());
            SettlementLog.LOG.poison(id, most);
            return false;
        });
    }

    /** Something to do in a transaction. */
    @FunctionalInterface
    interface Step<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Does it with a connection of the container's transaction. */
    <T> T step(String name, Step<T> step) {
        try (Connection connection = database.getConnection()) {
            return step.on(connection);
        } catch (SQLException broken) {
            throw new StorageFailure(name, broken);
        }
    }
}
