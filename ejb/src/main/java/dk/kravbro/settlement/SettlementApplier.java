package dk.kravbro.settlement;

import dk.kravbro.debtorsystem.SettlementMessage;
import dk.kravbro.debtorsystem.SettlementNotice;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Applies what a debtor system says to our claims (tilbagemelding), in the caller's transaction: ledger lines, account
 * status, events and answers for FBS. A notice counts once, by its key; one that cannot be applied is parked and stops no
 * other.
 */
final class SettlementApplier {

    /** No claim of this municipality has that reference. Says no more: the claim may be somebody else's. */
    static final String UNKNOWN_CLAIM = "UNKNOWN_CLAIM";

    /** The key was used before, for something else. */
    static final String KEY_REUSED = "KEY_REUSED";

    private final Ledger ledger;
    private final ParkedNotices parked;

    SettlementApplier(Connection connection, Instant now) {
        this.ledger = new Ledger(connection, now);
        this.parked = new ParkedNotices(connection, now);
    }

    /**
     * What became of a message's notices.
     *
     * @param foreign those parked because another municipality has the claim; counted among {@code parked}
     */
    record Tally(int applied, int copies, int parked, int foreign) {}

    /** Code of the municipality that a message is about; empty if none has its CVR number. */
    Optional<String> municipality(String cvr) throws SQLException {
        return ledger.municipality(cvr);
    }

    /**
     * Applies all notices of a message.
     *
     * @param municipalityCode whose message it is; no other municipality's claim is touched
     * @param sender who is written into history
     */
    Tally apply(long messageId, String municipalityCode, String sender, SettlementMessage message) throws SQLException {
        List<Said> all = message.notices().stream()
                .map((SettlementNotice notice) -> Said.of(notice, municipalityCode))
                .toList();
        Map<String, Long> claims = claims(all, municipalityCode);
        int applied = 0;
        int copies = 0;
        int parkedHere = 0;
        for (Said said : all) {
            Long claim = claims.get(said.reference());
            if (claim == null) {
                parked.park(said, municipalityCode, messageId, UNKNOWN_CLAIM);
                parkedHere++;
            } else if (ledger.write(said, claim, municipalityCode, sender)) {
                parked.resolve(said);
                applied++;
            } else if (ledger.saysTheSame(said, claim)) {
                copies++;
            } else {
                parked.parkUnderOtherKey(said, municipalityCode, messageId, KEY_REUSED);
                parkedHere++;
            }
        }
        ledger.touch(claims.values());
        return new Tally(applied, copies, parkedHere, ledger.ownedByOthers(all, municipalityCode));
    }

    /** The municipality's claims that the notices name, by reference, locked. */
    private Map<String, Long> claims(List<Said> all, String municipalityCode) throws SQLException {
        Map<String, ClaimReference> asked = new HashMap<>();
        for (Said said : all) {
            ClaimReference.read(said.reference()).ifPresent(reference -> asked.put(said.reference(), reference));
        }
        return ledger.lock(asked, municipalityCode);
    }
}
