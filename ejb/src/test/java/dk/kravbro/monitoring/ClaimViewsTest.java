package dk.kravbro.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.monitoring.TimelineStep.Source;
import dk.kravbro.testsupport.TestDatabase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClaimViewsTest {

    private SeededAutumn autumn;

    @BeforeEach
    void seeded() {
        autumn = new SeededAutumn();
    }

    @Test
    void paging_shows_every_claim_once_the_last_changed_first() {
        List<ClaimRow> seen = new ArrayList<>();
        String after = null;
        do {
            Page<ClaimRow> page = autumn.claims.page(
                    SeededAutumn.OF_COPENHAGEN,
                    new ClaimQuery("0101", ClaimQuery.Filter.ALL, null, null, null, after, 100));
            assertThat(page.rows()).hasSizeLessThanOrEqualTo(100);
            seen.addAll(page.rows());
            after = page.next();
        } while (after != null);

        assertThat(seen).hasSize(420);
        assertThat(new HashSet<>(seen.stream().map(ClaimRow::id).toList())).hasSize(420);
        assertThat(seen).isSortedAccordingTo((a, b) -> b.changedAt().compareTo(a.changedAt()));
        assertThat(seen.stream().mapToLong(ClaimRow::outstandingOre).sum())
                .isEqualTo(autumn.proofs.of(SeededAutumn.OF_COPENHAGEN, "0101").outstandingOre());
    }

    @Test
    void a_page_never_has_more_than_a_hundred_rows() {
        Page<ClaimRow> page = autumn.claims.page(
                SeededAutumn.OPERATOR, new ClaimQuery("0101", ClaimQuery.Filter.ALL, null, null, null, null, 100_000));

        assertThat(page.rows()).hasSize(100);
    }

    @Test
    void a_name_is_found_by_its_beginning_in_any_case_and_without_wildcards() {
        assertThat(named("åse ø").rows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.debtorName()).isEqualTo("Åse Østergaard"));
        assertThat(named("%se").rows()).isEmpty();
        assertThat(named("_se").rows()).isEmpty();
    }

    @Test
    void an_identity_number_leads_to_the_debtors_claims_by_way_of_one_of_them() {
        String identity = TestDatabase.value("select identity from seeded_people where i = 12");

        ClaimReference found = autumn.claims
                .ofDebtor(SeededAutumn.OF_COPENHAGEN, "0101", identity)
                .orElseThrow();
        Page<ClaimRow> page = autumn.claims.page(
                SeededAutumn.OF_COPENHAGEN, new ClaimQuery("0101", ClaimQuery.Filter.ALL, null, null, found, null, 25));

        assertThat(page.rows())
                .hasSize(Integer.parseInt(
                        TestDatabase.value("select count(*) from claims c join seeded_people p on p.i = c.id"
                                + " where c.municipality_code = '0101' and p.identity = '"
                                + identity + "'")));
    }

    @Test
    void filters_find_what_they_say() {
        assertThat(filtered(ClaimQuery.Filter.REFUSED).rows())
                .isNotEmpty()
                .allMatch(row -> row.standing() == ClaimStanding.REFUSED);
        assertThat(filtered(ClaimQuery.Filter.IN_DOUBT).rows())
                .isNotEmpty()
                .allMatch(row -> row.standing() == ClaimStanding.IN_DOUBT);
        assertThat(filtered(ClaimQuery.Filter.ON_ITS_WAY).rows())
                .isNotEmpty()
                .allMatch(row -> row.standing() == ClaimStanding.ON_ITS_WAY);
        assertThat(filtered(ClaimQuery.Filter.WITHDRAWN).rows())
                .isNotEmpty()
                .allMatch(row -> row.standing() == ClaimStanding.WITHDRAWN && row.amountOre() == 0);
    }

    @Test
    void hits_are_counted_up_to_a_thousand() {
        assertThat(autumn.claims.hits(SeededAutumn.OF_COPENHAGEN, ClaimQuery.all("0101")))
                .isEqualTo(420);
    }

    @Test
    void a_claim_shows_how_its_balance_comes_about_and_its_number_masked() {
        ClaimDetail claim = autumn.claims
                .find(SeededAutumn.OF_COPENHAGEN, new ClaimReference("DK-710100", 110000010))
                .orElseThrow();

        assertThat(claim.balance().outstandingOre()).isEqualTo(claim.row().outstandingOre());
        assertThat(claim.balance().writtenDownOre()).isPositive();
        assertThat(claim.maskedIdentity()).matches("[0-9]{6}-••••");
        assertThat(claim.timeline())
                .extracting(TimelineStep::source)
                .contains(Source.FBS, Source.KRAVBRO, Source.DEBTOR_SYSTEM);
        assertThat(claim.timeline()).isSortedAccordingTo((a, b) -> b.at().compareTo(a.at()));
        assertThat(claim.timeline()).extracting(TimelineStep::what).contains("CREATED", "LOWERED", "REGISTER.ACCEPTED");
        assertThat(claim.timeline())
                .filteredOn(step -> step.what().equals("WRITE_DOWN.ACCEPTED"))
                .singleElement()
                .satisfies(step -> assertThat(step.attempts()).hasSize(2));
    }

    @Test
    void another_municipalitys_claim_is_as_absent_as_one_that_never_was() {
        assertThat(autumn.claims.find(SeededAutumn.OF_AARHUS, new ClaimReference("DK-710100", 110000010)))
                .isEmpty();
        assertThat(autumn.claims.find(SeededAutumn.OF_AARHUS, new ClaimReference("DK-710100", 1)))
                .isEmpty();
        assertThat(autumn.claims.find(SeededAutumn.OPERATOR, new ClaimReference("DK-710100", 110000010)))
                .isPresent();
    }

    @Test
    void a_refusal_that_was_replaced_or_taken_back_waits_for_nobody() {
        DeliveryQuery open = DeliveryQuery.openIn("0101", Bucket.REFUSED);
        long before = autumn.deliveries.tally(SeededAutumn.OPERATOR, open).count();
        String refused = TestDatabase.value("select min(id) from deliveries where state = 'REFUSED'");
        String another = TestDatabase.value("select max(id) from deliveries where state = 'REFUSED'");

        TestDatabase.sql("update kravbro.claims set withdrawn = true, amount_ore = 0 where id = " + refused);
        TestDatabase.sql(
                "insert into kravbro.deliveries (id, claim_id, municipality_code, sequence_no, kind, amount_ore,"
                        + " version, state, corrects, conversation_id, request_id, created_at) select 800001, claim_id, '0101', 9,"
                        + " kind, amount_ore, 1, 'DUE', id, gen_random_uuid(), gen_random_uuid(), now() from kravbro.deliveries"
                        + " where id = " + another);

        assertThat(autumn.deliveries.tally(SeededAutumn.OPERATOR, open).count()).isEqualTo(before - 2);
        assertThat(autumn.deliveries.page(SeededAutumn.OPERATOR, open).rows()).hasSize((int) before - 2);
        assertThat(autumn.overviews.of(SeededAutumn.OPERATOR, "0101").openRefusals())
                .isEqualTo(before - 2);
        assertThat(autumn.deliveries
                        .tally(SeededAutumn.OPERATOR, DeliveryQuery.in("0101", Bucket.REFUSED))
                        .count())
                .isEqualTo(before);
    }

    private Page<ClaimRow> named(String name) {
        return autumn.claims.page(
                SeededAutumn.OF_COPENHAGEN, new ClaimQuery("0101", ClaimQuery.Filter.ALL, name, null, null, null, 25));
    }

    private Page<ClaimRow> filtered(ClaimQuery.Filter filter) {
        return autumn.claims.page(
                SeededAutumn.OF_COPENHAGEN, new ClaimQuery("0101", filter, null, null, null, null, 25));
    }
}
