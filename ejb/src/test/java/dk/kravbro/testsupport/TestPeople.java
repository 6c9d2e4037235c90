package dk.kravbro.testsupport;

import dk.kravbro.claim.OpenDebtor;
import dk.kravbro.claim.PeopleSeal;
import dk.kravbro.claim.Said;
import dk.kravbro.claim.SealedDebtor;
import java.util.HexFormat;
import java.util.List;

/** People for rows that tests write themselves, sealed by {@link TestKeys#people()}, and read back. */
public final class TestPeople {

    private static final PeopleSeal PEOPLE = TestKeys.people();

    private TestPeople() {}

    /** Values of debtor, debtor_key and name_key, as SQL. */
    public static String debtor(String reference, String kind, String identity, String name) {
        SealedDebtor sealed = PEOPLE.seal(reference, new OpenDebtor("h", kind, identity, name));
        return bytes(sealed.sealed()) + ", " + bytes(sealed.identityKey()) + ", " + bytes(sealed.nameKey());
    }

    /** The value of said, as SQL. */
    public static String said(long claim, int version, String description, String parties, String fee) {
        return bytes(PEOPLE.seal(claim, version, new Said("h", description, parties, fee)));
    }

    /** What a version says, opened. */
    public static Said said(long claim, int version) {
        return said(
                claim,
                version,
                bytes(TestDatabase.value("select said from kravbro.claim_versions where claim_id = " + claim
                        + " and version = " + version)));
    }

    /** What a sealed value says. */
    public static Said said(long claim, int version, byte[] sealed) {
        return PEOPLE.said(claim, version, sealed);
    }

    /** What all versions say, in the order of their claims and numbers. */
    public static List<Said> said() {
        return TestDatabase.rows("select claim_id, version, said from kravbro.claim_versions order by 1, 2").stream()
                .map(row -> PEOPLE.said(Long.parseLong(row.get(0)), Integer.parseInt(row.get(1)), bytes(row.get(2))))
                .toList();
    }

    /** Changes the description in a version. */
    public static void describe(long claim, int version, String description) {
        Said said = said(claim, version);
        TestDatabase.sql("update kravbro.claim_versions set said = "
                + said(claim, version, description, said.parties(), said.fee()) + " where claim_id = " + claim
                + " and version = " + version);
    }

    /** Who owes the claims, by id. */
    public static List<OpenDebtor> debtors() {
        return TestDatabase.rows("select agency_id || '-' || fee_id, debtor from kravbro.claims order by id").stream()
                .map(row -> PEOPLE.debtor(row.get(0), bytes(row.get(1))))
                .toList();
    }

    /** A sealed value as SQL. */
    public static String bytes(byte[] value) {
        return "'\\x" + HexFormat.of().formatHex(value) + "'::bytea";
    }

    /** A value as PostgreSQL shows it. */
    public static byte[] bytes(String shown) {
        return HexFormat.of().parseHex(shown.substring(2));
    }
}
