package dk.kravbro.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.audit.Actor;
import dk.kravbro.testsupport.TestDatabase;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MoneyProofsTest {

    private SeededAutumn autumn;

    @BeforeEach
    void seeded() {
        autumn = new SeededAutumn();
    }

    @Test
    void every_proof_adds_up_in_count_and_in_ore() {
        List<MoneyProof> all = autumn.proofs.all(SeededAutumn.OPERATOR);

        assertThat(all).extracting(MoneyProof::kommunekode).containsExactly("0101", "0461", "0751");
        assertThat(all).allMatch(MoneyProof::addsUp);
        assertThat(all.stream().mapToLong(MoneyProof::claims).sum()).isEqualTo(700);
        assertThat(all)
                .allSatisfy(proof ->
                        assertThat(proof.deliveries().received().count()).isGreaterThan(0));
    }

    @Test
    void a_proof_says_what_plain_sums_over_the_tables_say() {
        MoneyProof proof = autumn.proofs.of(SeededAutumn.OF_COPENHAGEN, "0101");

        assertThat(proof.name()).isEqualTo("Københavns Kommune");
        assertThat(proof.agencyId()).isEqualTo("DK-710100");
        assertThat(proof.fbsOre())
                .isEqualTo(number("select sum(amount_ore) from claims where municipality_code = '0101'"));
        assertThat(proof.deliveries().inDoubt().count())
                .isEqualTo(number("select count(*) from deliveries where municipality_code = '0101'"
                        + " and state in ('IN_DOUBT', 'ON_WORKLIST')"));
        assertThat(proof.deliveries().waiting().ore())
                .isEqualTo(number("select sum(amount_ore) from deliveries where municipality_code = '0101'"
                        + " and state in ('WAITING', 'DUE', 'QUEUED', 'SENDING')"));
        assertThat(proof.answers().accountStatus())
                .isEqualTo(number("select count(*) from events where municipality_code = '0101'"));
    }

    @Test
    void random_histories_add_up_and_one_ore_too_many_is_seen() {
        Random random = new Random(20261123);
        for (int round = 0; round < 20; round++) {
            long claim = 1 + random.nextInt(700);
            long ore = 1 + random.nextInt(5000);
            String kind = random.nextBoolean() ? "COVERAGE" : "WRITE_OFF";
            TestDatabase.sql("insert into kravbro.claim_entries (id, claim_id, municipality_code, kind, amount_ore,"
                    + " effective_on, recorded_at, notice_key) select " + (900000 + round)
                    + ", id, municipality_code, '"
                    + kind + "', " + (random.nextInt(4) == 0 ? -ore : ore)
                    + ", current_date, now(), 'r" + round + "' from kravbro.claims where id = " + claim);
        }
        assertThat(autumn.proofs.all(SeededAutumn.OPERATOR)).allMatch(MoneyProof::addsUp);

        TestDatabase.sql("update kravbro.claims set amount_ore = amount_ore + 1 where id = 1");

        assertThat(autumn.proofs.all(SeededAutumn.OPERATOR))
                .filteredOn(proof -> !proof.balanceAddsUp())
                .extracting(MoneyProof::kommunekode)
                .containsExactly("0101");
    }

    @Test
    void the_rows_of_every_figure_add_up_to_it() {
        MoneyProof proof = autumn.proofs.of(SeededAutumn.OPERATOR, "0101");

        for (Bucket bucket : Bucket.values()) {
            DeliveryQuery query = DeliveryQuery.in("0101", bucket);
            Tally rows = Tally.NONE;
            Page<DeliveryRow> page = autumn.deliveries.page(SeededAutumn.OPERATOR, query);
            while (true) {
                rows = page.rows().stream()
                        .map(row -> new Tally(1, row.amountOre()))
                        .reduce(rows, Tally::plus);
                if (page.next() == null) {
                    break;
                }
                page = autumn.deliveries.page(SeededAutumn.OPERATOR, query.after(page.next()));
            }
            assertThat(rows).as(bucket.name()).isEqualTo(proof.deliveries().in(bucket));
            assertThat(autumn.deliveries.tally(SeededAutumn.OPERATOR, query)).isEqualTo(rows);
        }
    }

    @Test
    void a_municipality_without_claims_has_an_empty_proof_and_is_on_no_list() {
        MoneyProof proof = autumn.proofs.of(SeededAutumn.OPERATOR, "0851");

        assertThat(proof.addsUp()).isTrue();
        assertThat(proof.claims()).isZero();
        assertThat(autumn.proofs.all(SeededAutumn.OPERATOR))
                .extracting(MoneyProof::kommunekode)
                .doesNotContain("0851");
    }

    @Test
    void a_user_of_one_municipality_gets_nothing_of_another() {
        assertThat(autumn.proofs.all(SeededAutumn.OF_AARHUS))
                .extracting(MoneyProof::kommunekode)
                .containsExactly("0751");
        for (String other : List.of("0101", "9999")) {
            refused(() -> autumn.proofs.of(SeededAutumn.OF_AARHUS, other));
            refused(() -> autumn.overviews.of(SeededAutumn.OF_AARHUS, other));
            refused(() -> autumn.overviews.freshness(SeededAutumn.OF_AARHUS, other));
            refused(() -> autumn.overviews.nextRun(SeededAutumn.OF_AARHUS, other));
            refused(() -> autumn.claims.page(SeededAutumn.OF_AARHUS, ClaimQuery.all(other)));
            refused(() -> autumn.claims.hits(SeededAutumn.OF_AARHUS, ClaimQuery.all(other)));
            refused(() -> autumn.claims.ofDebtor(SeededAutumn.OF_AARHUS, other, "0101701234"));
            refused(() -> autumn.deliveries.page(SeededAutumn.OF_AARHUS, DeliveryQuery.in(other, Bucket.REFUSED)));
            refused(() -> autumn.deliveries.tally(SeededAutumn.OF_AARHUS, DeliveryQuery.in(other, Bucket.REFUSED)));
            refused(() -> autumn.answers.page(SeededAutumn.OF_AARHUS, other, AnswerRow.Kind.COVERAGE, null, 25));
            refused(() -> autumn.parked.page(SeededAutumn.OF_AARHUS, other, null, 25));
            refused(() -> autumn.parked.count(SeededAutumn.OF_AARHUS, other));
            refused(() -> autumn.runs.page(SeededAutumn.OF_AARHUS, other, null, 25));
            refused(() -> autumn.runs.find(SeededAutumn.OF_AARHUS, other, 1));
        }
    }

    @Test
    void a_run_of_another_municipality_is_not_found_by_its_number() {
        long ofCopenhagen = number("select min(id) from submission_runs where municipality_code = '0101'");

        assertThat(autumn.runs.find(SeededAutumn.OF_COPENHAGEN, "0101", ofCopenhagen))
                .isPresent();
        assertThat(autumn.runs.find(SeededAutumn.OF_AARHUS, "0751", ofCopenhagen))
                .isEmpty();
        assertThat(autumn.deliveries
                        .page(
                                SeededAutumn.OF_AARHUS,
                                new DeliveryQuery("0751", List.of(), ofCopenhagen, false, null, 25))
                        .rows())
                .isEmpty();
    }

    @Test
    void who_is_no_reader_gets_no_proof() {
        refused(() -> autumn.proofs.all(SeededAutumn.FBS));
        refused(() -> autumn.claims.find(SeededAutumn.FBS, new ClaimReference("DK-710100", 110000005)));
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable look) {
        assertThatThrownBy(look).isInstanceOf(Actor.NotAllowed.class).hasMessage("needs municipality");
    }

    private static long number(String query) {
        return Long.parseLong(TestDatabase.value(query));
    }
}
