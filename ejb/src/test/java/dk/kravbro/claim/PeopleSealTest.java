package dk.kravbro.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.secrets.DataSeal;
import dk.kravbro.secrets.LookupHash;
import dk.kravbro.secrets.NotOpened;
import dk.kravbro.testsupport.TestKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is sealed of people, and how they are found again. */
class PeopleSealTest {

    private static final String REFERENCE = "DK-710100-7";
    private static final OpenDebtor METTE = new OpenDebtor("hash", "CPR", "0206793776", "Mette Prøve");

    private final PeopleSeal people = TestKeys.people();

    @Test
    void a_debtor_opens_at_its_own_claim_alone_and_shows_nothing() {
        SealedDebtor sealed = people.seal(REFERENCE, METTE);

        assertThat(people.debtor(REFERENCE, sealed.sealed())).isEqualTo(METTE);
        assertThatThrownBy(() -> people.debtor("DK-710100-8", sealed.sealed()))
                .isInstanceOf(NotOpened.class)
                .hasMessageNotContaining("0206793776");
        assertThat(new String(sealed.sealed(), StandardCharsets.ISO_8859_1)).doesNotContain("0206793776", "Mette");
        assertThat(sealed.identityKey()).hasSize(17).startsWith(1);
        assertThat(sealed.nameKey()).hasSize(9).startsWith(1);
    }

    @Test
    void what_was_said_opens_at_its_own_version_alone_and_may_hold_anything() {
        Said said = new Said("", "a\nb\0c", "{\"æ\":\"\\\"𝄞\"}", "x".repeat(70_000));

        byte[] sealed = people.seal(17, 2, said);

        assertThat(people.said(17, 2, sealed)).isEqualTo(said);
        assertThatThrownBy(() -> people.said(17, 3, sealed)).isInstanceOf(NotOpened.class);
        assertThatThrownBy(() -> people.said(172, 2, sealed)).isInstanceOf(NotOpened.class);
    }

    @Test
    void equal_debtors_have_equal_keys_whatever_their_claims_and_names() {
        byte[] key = people.seal(REFERENCE, METTE).identityKey();

        assertThat(people.seal("DK-710100-8", new OpenDebtor("other", "CPR", "0206793776", "M. Prøve"))
                        .identityKey())
                .isEqualTo(key);
        assertThat(people.seal(REFERENCE, new OpenDebtor("hash", "CPR", "0206793777", "Mette Prøve"))
                        .identityKey())
                .isNotEqualTo(key);
        assertThat(people.seal(REFERENCE, new OpenDebtor("hash", "P_NUMBER", "0206793776", ""))
                        .identityKey())
                .as("another register's number is another debtor's")
                .isNotEqualTo(key);
    }

    @Test
    void a_number_is_found_as_it_is_written_by_hand_and_whatever_its_register() {
        for (OpenDebtor debtor : List.of(
                METTE,
                new OpenDebtor("", "SUBSTITUTE_CPR", "620679AB12", ""),
                new OpenDebtor("", OpenDebtor.SOLE_TRADER, "35209115", ""),
                new OpenDebtor("", "CVR", "35209115", ""),
                new OpenDebtor("", "P_NUMBER", "1003295478", ""),
                new OpenDebtor("", "GLN", "5798000000001", ""))) {
            byte[] key = people.seal(REFERENCE, debtor).identityKey();
            assertThat(people.keysOf(debtor.identity())).as(debtor.kind()).contains(key);
            assertThat(people.keysOf(debtor)).contains(key);
        }
        assertThat(people.keysOf(" 620679-ab12"))
                .contains(people.seal(REFERENCE, new OpenDebtor("", "SUBSTITUTE_CPR", "620679AB12", ""))
                        .identityKey());
    }

    @Test
    void a_name_is_found_by_its_first_three_letters_in_any_case() {
        byte[] key = people.seal(REFERENCE, METTE).nameKey();

        assertThat(people.keysOfNames("met")).contains(key);
        assertThat(people.keysOfNames(" METTE P")).contains(key);
        assertThat(people.keysOfNames("meta")).contains(key);
        assertThat(people.keysOfNames("mat")).doesNotContain(key);
        assertThat(people.keysOfNames("Bo H"))
                .contains(people.seal(REFERENCE, new OpenDebtor("", "CPR", "0206793776", "Bo Hansen"))
                        .nameKey());
    }

    @Test
    void while_keys_are_changed_old_and_new_are_found_and_opened() {
        TestKeys keys = TestKeys.none().with(1, 1).withLookup(1, 2);
        SealedDebtor old = new PeopleSeal(new DataSeal(keys), new LookupHash(keys)).seal(REFERENCE, METTE);
        keys.with(2, 3).withLookup(2, 4);
        PeopleSeal restarted = new PeopleSeal(new DataSeal(keys), new LookupHash(keys));

        SealedDebtor fresh = restarted.seal(REFERENCE, METTE);

        assertThat(fresh.identityKey()).startsWith(2).isNotEqualTo(old.identityKey());
        assertThat(restarted.keysOf(METTE)).contains(old.identityKey(), fresh.identityKey());
        assertThat(restarted.keysOf("0206793776")).contains(old.identityKey(), fresh.identityKey());
        assertThat(restarted.keysOfNames("Mette")).contains(old.nameKey(), fresh.nameKey());
        assertThat(restarted.debtor(REFERENCE, old.sealed())).isEqualTo(METTE);
    }

    @Test
    void nothing_is_said_about_people_by_accident() {
        assertThat(List.of(METTE, new Said("h", "Mette", "0206793776", "Mette"), people.seal(REFERENCE, METTE))
                        .toString())
                .doesNotContain("0206793776", "Mette");
    }
}
