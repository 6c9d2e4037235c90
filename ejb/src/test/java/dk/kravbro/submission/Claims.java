package dk.kravbro.submission;

import dk.kravbro.testsupport.TestDatabase;
import dk.kravbro.testsupport.TestPeople;
import java.util.UUID;

/** Claims and deliveries put straight into the database, for tests of what happens to them afterwards. */
final class Claims {

    private static final String PARTIES =
            "{\"debtor\": {\"kind\": \"CPR\", \"identity\": \"0101011234\", \"name\": \"Test\"}, \"guardians\": []}";

    private Claims() {}

    /** A claim in its first version. */
    static void insert(long id, String municipality, long feeId, long amountOre) {
        String agency = "DK-7" + municipality.substring(1) + "00";
        TestDatabase.sql("insert into claims (id, municipality_code, agency_id, fee_id, version, claim_type,"
                + " amount_ore, debtor, debtor_key, name_key, created_at, changed_at) values (" + id + ", '"
                + municipality + "', '" + agency + "', " + feeId + ", 0 + 1, 'LATE_FEE', " + amountOre + ", "
                + TestPeople.debtor(agency + "-" + feeId, "CPR", "0101011234", "Test") + ", now(), now())");
        version(id, 1, amountOre, PARTIES, false);
    }

    /** A further version, as FBS said it. */
    static void says(long id, int version, long amountOre, String debtor, boolean withdrawn) {
        version(id, version, amountOre, PARTIES.replace("0101011234", debtor), withdrawn);
        TestDatabase.sql("update claims set version = " + version + ", amount_ore = " + amountOre + ", withdrawn = "
                + withdrawn + " where id = " + id);
    }

    private static void version(long id, int version, long amountOre, String parties, boolean withdrawn) {
        TestDatabase.sql("insert into claim_versions (claim_id, version, said_at, said_by, claim_type,"
                + " amount_ore, withdrawn, reason, incurred_on, due_on, period_from, period_to, said)"
                + " values (" + id + ", " + version + ", now(), 'fbs', 'LATE_FEE', " + amountOre + ", " + withdrawn
                + ", 'changed', '2026-10-19', '2026-11-18', '2026-10-17', '2026-10-19', "
                + TestPeople.said(id, version, "Gebyr for overskredet lånetid", parties, "{}") + ")");
    }

    static void deliver(
            long id, long claim, String municipality, int sequenceNo, String kind, long amountOre, String state) {
        TestDatabase.sql(delivery(id, claim, municipality, sequenceNo, kind, amountOre, state));
    }

    static String delivery(
            long id, long claim, String municipality, int sequenceNo, String kind, long amountOre, String state) {
        String reason = state.equals("WAITING") ? "EARLIER_DELIVERY" : "";
        return "insert into deliveries (id, claim_id, municipality_code, sequence_no, kind, amount_ore, version, state,"
                + " reason, conversation_id, request_id, created_at) values (" + id + ", " + claim + ", '"
                + municipality + "', " + sequenceNo + ", '" + kind + "', " + amountOre + ", " + sequenceNo + ", '"
                + state + "', '" + reason + "', '" + UUID.randomUUID() + "', '" + UUID.randomUUID() + "', now())";
    }
}
