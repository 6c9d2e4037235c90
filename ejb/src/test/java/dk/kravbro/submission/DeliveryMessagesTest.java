package dk.kravbro.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.debtorsystem.ClaimRegistration;
import dk.kravbro.debtorsystem.Party;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeliveryMessagesTest {

    private static final String CHILD_WITH_TWO_GUARDIANS = """
            {"debtor": {"kind": "CPR", "identity": "0101181234", "name": "Barn"},
             "guardians": [{"kind": "CPR", "identity": "0101801234", "name": "Mor"},
                           {"kind": "CPR", "identity": "0101791234", "name": "Far"}]}""";

    @Test
    void a_child_is_liable_and_its_guardians_get_the_letters() {
        ClaimRegistration told = DeliveryMessages.registration(delivery(CHILD_WITH_TWO_GUARDIANS, false));

        assertThat(told.liable().identity()).isEqualTo("0101181234");
        assertThat(told.representatives()).extracting(Party::identity).containsExactly("0101801234", "0101791234");
    }

    @Test
    void the_first_guardian_is_liable_where_the_municipality_says_so() {
        ClaimRegistration told = DeliveryMessages.registration(delivery(CHILD_WITH_TWO_GUARDIANS, true));

        assertThat(told.liable().identity()).isEqualTo("0101801234");
        assertThat(told.representatives()).extracting(Party::identity).containsExactly("0101791234");
    }

    @Test
    void a_child_without_a_registered_guardian_is_liable_itself_whatever_the_policy() {
        String alone = "{\"debtor\": {\"kind\": \"CPR\", \"identity\": \"0101181234\"}, \"guardians\": []}";

        assertThat(DeliveryMessages.registration(delivery(alone, true)).liable().identity())
                .isEqualTo("0101181234");
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
