package dk.kravbro.submission;

import static dk.kravbro.testsupport.TestDatabase.rows;
import static dk.kravbro.testsupport.TestDatabase.value;
import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.claim.Said;
import dk.kravbro.testsupport.TestPeople;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What must hold of the engine at every moment, and once everything has healed. Knows no way by which it comes about. */
final class EngineExpectations {

    private static final Set<DeliveryState> ON_ITS_WAY =
            EnumSet.of(DeliveryState.DUE, DeliveryState.QUEUED, DeliveryState.SENDING, DeliveryState.IN_DOUBT);
    private static final Set<DeliveryState> MAY_HAVE_ARRIVED =
            EnumSet.of(DeliveryState.SENDING, DeliveryState.IN_DOUBT, DeliveryState.ACCEPTED);
    private static final Set<DeliveryState> ENDED =
            EnumSet.of(DeliveryState.ACCEPTED, DeliveryState.REFUSED, DeliveryState.NETTED, DeliveryState.ON_WORKLIST);

    private record Row(
            DeliveryKind kind, long amountOre, DeliveryState state, UUID request, int attempts, String party) {
        static Row of(List<String> row) {
            return new Row(
                    DeliveryKind.valueOf(row.get(0)),
                    Long.parseLong(row.get(1)),
                    DeliveryState.valueOf(row.get(2)),
                    UUID.fromString(row.get(3)),
                    Integer.parseInt(row.get(4)),
                    debtor(TestPeople.said(
                            Long.parseLong(row.get(7)), Integer.parseInt(row.get(8)), TestPeople.bytes(row.get(5)))));
        }

        private static String debtor(Said said) {
            return said.parties().replaceAll(".*?\"identity\":\"([^\"]*)\".*", "$1");
        }
    }

    private final EngineUnderTest engine;
    /** Claims that FBS withdrew before anything of them had left. */
    private final Set<Integer> neverTravels = new HashSet<>();

    EngineExpectations(EngineUnderTest engine) {
        this.engine = engine;
    }

    private List<List<Row>> deliveries() {
        List<List<Row>> found = new ArrayList<>();
        List<String> references = new ArrayList<>();
        for (int claim = 0; claim < FbsModel.CLAIMS; claim++) {
            references.add(engine.fbs.reference(claim));
            found.add(new ArrayList<>());
        }
        rows("select d.kind, d.amount_ore, d.state, d.request_id, d.attempts, v.said,"
                        + " c.agency_id || '-' || c.fee_id, v.claim_id, v.version from deliveries d join claims c on c.id = d.claim_id"
                        + " join claim_versions v on v.claim_id = d.claim_id and v.version = d.version"
                        + " order by d.claim_id, d.sequence_no")
                .forEach(row -> found.get(references.indexOf(row.get(6))).add(Row.of(row)));
        return found;
    }

    void atEveryMoment() {
        assertThat(engine.peer.wrong).as("what a correct engine never asks for").isEmpty();
        List<List<Row>> all = deliveries();
        for (int claim = 0; claim < all.size(); claim++) {
            atEveryMoment(claim, all.get(claim));
        }
        assertThat(all.stream()
                        .flatMap(List::stream)
                        .mapToLong(row -> row.state() == DeliveryState.ACCEPTED ? 1 : 0)
                        .sum())
                .as("receipts are answers")
                .isEqualTo(Long.parseLong(value("select count(*) from events where kind = 'ACCEPTED'")));
    }

    private void atEveryMoment(int claim, List<Row> rows) {
        String what = engine.fbs.reference(claim) + " " + rows;
        assertThat(rows.isEmpty()).as(what).isNotEqualTo(engine.fbs.knows(claim));
        assertThat(rows.stream().filter(row -> ON_ITS_WAY.contains(row.state())))
                .as("one on its way: %s", what)
                .hasSizeLessThan(2);
        List<UUID> inOrder = new ArrayList<>();
        for (Row row : rows) {
            int effects = engine.peer.effects.getOrDefault(row.request(), 0);
            assertThat(row.state())
                    .as("the work list is for contradictions: %s", what)
                    .isNotEqualTo(DeliveryState.ON_WORKLIST);
            if (effects > 0) {
                inOrder.add(row.request());
                assertThat(MAY_HAVE_ARRIVED)
                        .as("it has arrived: %s in %s", row, what)
                        .contains(row.state());
            } else {
                assertThat(row.state())
                        .as("it never arrived: %s in %s", row, what)
                        .isNotEqualTo(DeliveryState.ACCEPTED);
            }
        }
        assertThat(engine.peer.order.getOrDefault(engine.fbs.reference(claim), List.of()))
                .as("in FBS's order: %s", what)
                .isEqualTo(inOrder);
        if (!rows.isEmpty() && rows.stream().noneMatch(row -> row.state() == DeliveryState.REFUSED)) {
            tellsAll(claim, rows, what);
        }
        travels(claim, rows);
    }

    /** What was told and what is still to be told come to what FBS says. */
    private void tellsAll(int claim, List<Row> rows, String what) {
        FbsModel.Word said = engine.fbs.last(claim);
        long amount = 0;
        String party = "";
        boolean withdrawn = rows.stream().allMatch(row -> row.state() == DeliveryState.NETTED);
        for (Row row : rows) {
            if (row.state() != DeliveryState.NETTED) {
                withdrawn |= row.kind() == DeliveryKind.WITHDRAW;
                party = row.kind() == DeliveryKind.REGISTER || row.kind() == DeliveryKind.CHANGE_PARTY
                        ? row.party()
                        : party;
                amount += switch (row.kind()) {
                    case REGISTER, WRITE_UP -> row.amountOre();
                    case WRITE_DOWN -> -row.amountOre();
                    default -> 0;
                };
            }
        }
        assertThat(withdrawn).as("withdrawn or not: %s of %s", said, what).isEqualTo(said.withdrawn());
        if (!withdrawn) {
            assertThat(amount).as("amounts add up to %s: %s", said, what).isEqualTo(said.amountOre());
            assertThat(party).as("the party is that of %s: %s", said, what).isEqualTo(said.party());
        }
    }

    private void travels(int claim, List<Row> rows) {
        boolean withdrawn = !rows.isEmpty() && engine.fbs.last(claim).withdrawn();
        boolean allHere = rows.stream()
                .allMatch(row -> row.attempts() == 0
                        && (row.state() == DeliveryState.WAITING
                                || row.state() == DeliveryState.DUE
                                || row.state() == DeliveryState.NETTED));
        if (withdrawn && allHere) {
            neverTravels.add(claim);
        }
        if (neverTravels.contains(claim)) {
            assertThat(engine.peer.calls)
                    .as("created and withdrawn before it left: %s", rows)
                    .doesNotContainKey(engine.fbs.reference(claim));
        }
    }

    /** Once everything has healed and the runs have ended. */
    void onceAllIsWell() {
        atEveryMoment();
        assertThat(value("select count(*) from claim_versions")).isEqualTo(String.valueOf(engine.fbs.words()));
        assertThat(rows("select id from submission_runs where ended_at is null"))
                .as("open runs")
                .isEmpty();
        assertThat(rows("select id from delivery_attempts where ended_at is null"))
                .as("attempts without an end")
                .isEmpty();
        List<List<Row>> all = deliveries();
        for (int claim = 0; claim < all.size(); claim++) {
            if (!all.get(claim).isEmpty()) {
                onceAllIsWell(claim, all.get(claim));
            }
        }
    }

    private void onceAllIsWell(int claim, List<Row> rows) {
        String what = engine.fbs.reference(claim) + " " + rows;
        assertThat(rows).as(what).allMatch(row -> ENDED.contains(row.state()));
        Row last = rows.stream()
                .filter(row -> row.state() != DeliveryState.NETTED)
                .reduce((before, after) -> after)
                .orElse(null);
        if (last != null && last.state() == DeliveryState.REFUSED) {
            // Held until FBS says something new; what it says of other claims is checked with them.
            return;
        }
        FbsModel.Word said = engine.fbs.last(claim);
        DebtorPeer.Account told = engine.peer.accounts.get(engine.fbs.reference(claim));
        if (said.withdrawn()) {
            assertThat(told == null || told.withdrawn())
                    .as("%s is %s for %s", said, told, what)
                    .isTrue();
        } else {
            assertThat(told)
                    .as("%s is %s for %s", said, told, what)
                    .isEqualTo(new DebtorPeer.Account(said.amountOre(), said.party(), false, told.dueOn()));
            assertThat(told.dueOn().equals(said.dueOn()))
                    .as("what no change carries is told as FBS says, or shown: %s is %s for %s", said, told, what)
                    .isNotEqualTo(isShownAsChanged(claim));
        }
    }

    private boolean isShownAsChanged(int claim) {
        return !rows("select 1 from claim_findings f join claims c on c.id = f.claim_id where f.rule ="
                        + " 'CHANGED_AFTER_TRANSFER' and c.agency_id || '-' || c.fee_id = '"
                        + engine.fbs.reference(claim)
                        + "'")
                .isEmpty();
    }
}
