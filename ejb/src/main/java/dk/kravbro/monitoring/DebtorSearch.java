package dk.kravbro.monitoring;

import dk.kravbro.claim.OpenDebtor;
import dk.kravbro.claim.PeopleSeal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds claims by who owes them, though names and numbers stand sealed: by the hash of a number, and by the hash of a name's
 * first letters, of which those that go on otherwise are left out after they are opened.
 */
final class DebtorSearch {

    private static final String BEGINNING_ALIKE = """
            select id, agency_id, fee_id, debtor from claims
            where municipality_code = ? and name_key = any (?) order by changed_at desc, id desc limit ?
            """;

    private static final String DEBTOR = """
            select agency_id, fee_id, debtor from claims
            where agency_id = ? and fee_id = ? and municipality_code = ? and debtor is not null
            """;

    /**
     * What a query about debtors comes to.
     *
     * @param ids the claims of debtors with that name; null: any
     * @param keys under which the debtor's claims stand; null: any
     * @param complete whether all names that begin alike were looked at, or only {@link Limits#NAMES} of them
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Found(Long @Nullable [] ids, byte @Nullable [][] keys, boolean complete) {}

    private record Named(long id, String name) {
        /** Never prints people. */
        @Override
        public String toString() {
            return "Named[" + id + "]";
        }
    }

    private final Reads reads;
    private final PeopleSeal people;

    DebtorSearch(Reads reads, PeopleSeal people) {
        this.reads = reads;
        this.people = people;
    }

    Found of(ClaimQuery query) {
        String name = query.namePrefix();
        ClaimReference same = query.sameDebtorAs();
        byte[][] keys = same == null ? null : keysOf(same, query.municipalityCode());
        if (name == null) {
            return new Found(null, keys, true);
        }
        String beginning = PeopleSeal.folded(name);
        if (beginning.length() < PeopleSeal.NAME_LETTERS) {
            // Fewer letters are hashed of no name but one that has no more.
            return new Found(new Long[0], keys, true);
        }
        List<Named> alike = reads.list(
                BEGINNING_ALIKE,
                row -> new Named(row.getLong("id"), debtorName(row, people)),
                query.municipalityCode(),
                people.keysOfNames(beginning).toArray(byte[][]::new),
                Limits.NAMES + 1);
        List<Long> ids = new ArrayList<>();
        for (Named one : alike.subList(0, Math.min(Limits.NAMES, alike.size()))) {
            if (PeopleSeal.folded(one.name()).startsWith(beginning)) {
                ids.add(one.id());
            }
        }
        return new Found(ids.toArray(Long[]::new), keys, alike.size() <= Limits.NAMES);
    }

    private byte[][] keysOf(ClaimReference claim, String municipalityCode) {
        return reads.first(DEBTOR, row -> debtor(row, people), claim.agencyId(), claim.feeId(), municipalityCode)
                .map(debtor -> people.keysOf(debtor).toArray(byte[][]::new))
                .orElseGet(() -> new byte[0][]);
    }

    /** The debtor of a row with agency_id, fee_id and debtor, which is there. */
    static OpenDebtor debtor(ResultSet row, PeopleSeal people) throws SQLException {
        return people.debtor(row.getString("agency_id") + "-" + row.getLong("fee_id"), row.getBytes("debtor"));
    }

    /** The debtor's name of such a row; empty once it is erased. */
    static String debtorName(ResultSet row, PeopleSeal people) throws SQLException {
        return row.getBytes("debtor") == null ? "" : debtor(row, people).name();
    }
}
