package dk.kravbro.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.debtorsystem.ClaimRegistration;
import dk.kravbro.debtorsystem.Party;
import dk.kravbro.debtorsystem.PartyChange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryMessagesTest {

    private static final String CHILD_WITH_TWO_GUARDIANS = """
            {"debtor": {"kind": "CPR", "identity": "0101181234", "name": "Barn"},
             "guardians": [{"kind": "CPR", "identity": "0101801234", "name": "Mor"},
                           {"kind": "CPR", "identity": "0101791234", "name": "Far"}]}""";

    @ParameterizedTest(name = "{0}, guardian liable: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | false | Barn |     |",
                "0 | true  | Barn |     |",
                "1 | false | Barn | Mor |",
                "1 | true  | Mor  |     |",
                "2 | false | Barn | Mor | Far",
                "2 | true  | Mor  |     | Far",
            })
    void who_owes_for_a_child_and_who_gets_the_letters_is_the_municipalitys_policy(
            int guardians, boolean guardianLiable, String liable, String representative, String otherCustodyHolder) {
        BegunDelivery delivery = delivery(childWith(guardians), guardianLiable);
        List<String> representatives = representative == null ? List.of() : List.of(representative);

        ClaimRegistration told = DeliveryMessages.registration(delivery);
        assertThat(told.liable().name()).isEqualTo(liable);
        assertThat(told.representatives()).extracting(Party::name).isEqualTo(representatives);
        assertThat(told.otherCustodyHolder().map(Party::name)).isEqualTo(Optional.ofNullable(otherCustodyHolder));
        assertThat(told.coLiable()).isEmpty();

        PartyChange changed = DeliveryMessages.partyChange(delivery);
        assertThat(changed.liable()).isEqualTo(told.liable());
        assertThat(changed.representatives()).isEqualTo(told.representatives());
        assertThat(changed.otherCustodyHolder()).isEqualTo(told.otherCustodyHolder());
    }

    @ParameterizedTest
    @CsvSource({
        "CPR, 0101801234",
        "SUBSTITUTE_CPR, 6101801234",
        "CVR, 64942212",
        "P_NUMBER, 1003388394",
        "GLN, 5798000000001"
    })
    void every_kind_of_debtor_is_told_by_its_own_register(Party.Kind kind, String identity) {
        String parties = "{\"debtor\": {\"kind\": \"" + kind + "\", \"identity\": \"" + identity
                + "\", \"name\": \"X\", \"form\": \"SOLE_TRADER\"}, \"guardians\": []}";

        assertThat(DeliveryMessages.registration(delivery(parties, true)).liable())
                .isEqualTo(new Party(kind, identity, "X"));
    }

    private static String childWith(int guardians) {
        String parties = CHILD_WITH_TWO_GUARDIANS;
        return switch (guardians) {
            case 0 -> parties.replaceAll("(?s)\\[.*]", "[]");
            case 1 -> parties.replaceAll("(?s),\\s*\\{\"kind\": \"CPR\", \"identity\": \"0101791234\".*?}", "");
            default -> parties;
        };
    }

    @Test
    void the_day_fbs_made_the_fee_is_the_due_date_and_fbs_s_due_date_the_last_day_of_payment() {
        ClaimRegistration told = DeliveryMessages.registration(delivery(CHILD_WITH_TWO_GUARDIANS, false));

        assertThat(told.dueOn()).isEqualTo(LocalDate.of(2026, 10, 19));
        assertThat(told.lastPaymentOn()).isEqualTo(LocalDate.of(2026, 11, 18));
        assertThat(told.principalOre()).isEqualTo(2000);
    }

    @Test
    void people_are_never_printed() {
        BegunDelivery delivery = delivery(CHILD_WITH_TWO_GUARDIANS, false);

        assertThat(delivery.toString() + DeliveryMessages.registration(delivery))
                .doesNotContain("0101181234", "Barn", "Mor");
    }

    private static BegunDelivery delivery(String parties, boolean guardianLiable) {
        return new BegunDelivery(
                1,
                2,
                1,
                UUID.randomUUID(),
                DeliveryKind.REGISTER,
                2000,
                UUID.randomUUID(),
                UUID.randomUUID(),
                Instant.EPOCH,
                "64942212",
                guardianLiable,
                "DK-710100-11",
                "LATE_FEE",
                LocalDate.of(2026, 10, 19),
                LocalDate.of(2026, 11, 18),
                LocalDate.of(2026, 10, 17),
                LocalDate.of(2026, 10, 19),
                "Gebyr for overskredet lånetid",
                "",
                LocalDate.of(2026, 10, 19),
                parties);
    }
}
