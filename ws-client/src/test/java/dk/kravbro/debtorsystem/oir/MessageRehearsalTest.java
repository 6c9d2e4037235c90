package dk.kravbro.debtorsystem.oir;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.debtorsystem.ClaimAdjustment;
import dk.kravbro.debtorsystem.Party;
import dk.kravbro.debtorsystem.PartyChange;
import dk.kravbro.debtorsystem.Rehearsal;
import dk.kravbro.debtorsystem.Rehearsal.Violation;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rehearsal says of every kind of message whether the contract takes it, and sends nothing. */
class MessageRehearsalTest {

    private static RawPeer peer;
    private static OirDebtorSystem system;

    @BeforeAll
    static void connect() throws Exception {
        peer = new RawPeer((request, out, socket) -> RawPeer.write(out, RawPeer.response(500, "")));
        system = peer.client(Duration.ofSeconds(2), Duration.ofSeconds(2));
    }

    @AfterAll
    static void close() throws Exception {
        system.close();
        peer.close();
    }

    private static Rehearsal registrationOf(Party party) {
        return system.rehearse(Sample.call(), Sample.registration(party, List.of()));
    }

    @Test
    void a_registration_is_valid_and_has_its_size() {
        Rehearsal rehearsal =
                system.rehearse(Sample.call(), Sample.registration(Sample.person(), List.of(Sample.person())));

        assertThat(rehearsal.violations()).isEmpty();
        assertThat(rehearsal.bytes()).isBetween(800, 4000);
    }

    @ParameterizedTest
    @EnumSource(ClaimAdjustment.Kind.class)
    void an_adjustment_is_valid(ClaimAdjustment.Kind kind) {
        Rehearsal rehearsal = system.rehearse(Sample.call(), Sample.adjustment(kind));

        assertThat(rehearsal.violations()).isEmpty();
        assertThat(rehearsal.bytes()).isPositive();
    }

    @Test
    void a_change_of_party_is_valid() {
        assertThat(system.rehearse(Sample.call(), Sample.partyChange()).violations())
                .isEmpty();
    }

    @Test
    void a_broken_rule_is_named_with_its_element_and_never_with_the_value() {
        Rehearsal rehearsal = registrationOf(new Party(Party.Kind.CPR, "18-08-17-5189", "Maja"));

        assertThat(rehearsal.violations())
                .containsExactly(new Violation(
                        "/OpretDebitorkonto_I/Debitorkonto/JuridiskAnsvarlig/Identifikation", "cvc-pattern-valid"));
        assertThat(rehearsal.toString()).doesNotContain("5189").doesNotContain("Maja");
    }

    @Test
    void every_broken_rule_is_found() {
        Rehearsal rehearsal = registrationOf(new Party(Party.Kind.CPR, "18-08-17-5189", "M".repeat(301)));

        assertThat(rehearsal.violations())
                .extracting(Violation::rule)
                .containsExactly("cvc-pattern-valid", "cvc-maxLength-valid");
    }

    @Test
    void one_representative_too_many_is_found() {
        PartyChange change =
                new PartyChange("DK-710100-1", Sample.person(), Collections.nCopies(3, Sample.person()), Sample.TODAY);

        assertThat(system.rehearse(Sample.call(), change).violations())
                .singleElement()
                .satisfies(each -> assertThat(each.rule()).startsWith("cvc-complex-type"));
    }

    @Test
    void an_adjustment_of_a_reference_that_the_contract_does_not_know_is_found() {
        ClaimAdjustment broken =
                new ClaimAdjustment("DK 1", ClaimAdjustment.Kind.WITHDRAWAL, 5, Sample.TODAY, "returned");

        assertThat(system.rehearse(Sample.call(), broken).violations())
                .containsExactly(
                        new Violation("/RetFordringTilstand_I/Tilstandsskift/FordringReference", "cvc-pattern-valid"));
    }

    @Test
    void a_character_that_xml_cannot_carry_is_found() {
        Rehearsal rehearsal = registrationOf(new Party(Party.Kind.CPR, "1808175189", "Ma\u0001ja"));

        assertThat(rehearsal.violations()).extracting(Violation::rule).containsExactly("NOT_XML");
    }

    @Test
    void nothing_is_sent() {
        system.rehearse(Sample.call(), Sample.registration());
        system.rehearse(Sample.call(), Sample.adjustment(ClaimAdjustment.Kind.WRITE_UP));
        system.rehearse(Sample.call(), Sample.partyChange());

        assertThat(peer.requests()).isZero();
    }
}
