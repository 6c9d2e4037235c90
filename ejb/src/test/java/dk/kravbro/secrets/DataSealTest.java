package dk.kravbro.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.testsupport.TestDatabase;
import dk.kravbro.testsupport.TestKeys;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a seal promises: unreadable, unalterable, bound to its place; and that keys can be changed while data stays. */
class DataSealTest {

    private static final String HERE = "claims.debtor_identity:17";
    private static final byte[] CLEAR = "0101800000".getBytes(StandardCharsets.UTF_8);

    private final TestKeys keys = TestKeys.none().with(1, 11);

    @Test
    void what_is_sealed_opens_again_and_shows_nothing() {
        DataSeal seal = new DataSeal(keys);

        byte[] sealed = seal.seal(HERE, CLEAR);

        assertThat(seal.open(HERE, sealed)).isEqualTo(CLEAR);
        assertThat(sealed).hasSize(39);
        assertThat(sealed[0]).isEqualTo((byte) 1);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("0101800000");
        assertThat(seal.seal(HERE, CLEAR)).isNotEqualTo(sealed);
    }

    @Test
    void at_another_place_it_does_not_open() {
        DataSeal seal = new DataSeal(keys);
        byte[] sealed = seal.seal(HERE, CLEAR);

        assertThatThrownBy(() -> seal.open("claims.debtor_identity:18", sealed))
                .isInstanceOf(NotOpened.class)
                .hasMessageContaining("claims.debtor_identity:18")
                .hasMessageContaining("data-key-1");
    }

    @Test
    void not_a_byte_of_it_can_be_altered_or_left_out() {
        DataSeal seal = new DataSeal(keys.with(2, 22));
        byte[] sealed = seal.seal(1, HERE, CLEAR);

        for (int i = 1; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;
            assertThatThrownBy(() -> seal.open(HERE, altered)).isInstanceOf(NotOpened.class);
            byte[] shorter = Arrays.copyOf(sealed, i);
            assertThatThrownBy(() -> seal.open(HERE, shorter)).isInstanceOf(NotOpened.class);
        }
        byte[] otherKey = sealed.clone();
        otherKey[0] = 2;
        assertThatThrownBy(() -> seal.open(HERE, otherKey)).isInstanceOf(NotOpened.class);
        assertThatThrownBy(() -> seal.open(HERE, new byte[0])).isInstanceOf(NotOpened.class);
    }

    @Test
    void a_new_key_seals_from_the_next_start_and_opens_at_once() {
        DataSeal before = new DataSeal(keys);
        byte[] old = before.seal(HERE, CLEAR);

        keys.with(2, 22);
        DataSeal restarted = new DataSeal(keys);
        byte[] fresh = restarted.seal(HERE, CLEAR);

        assertThat(fresh[0]).isEqualTo((byte) 2);
        assertThat(restarted.open(HERE, old)).isEqualTo(CLEAR);
        assertThat(before.open(HERE, fresh)).isEqualTo(CLEAR);
        assertThat(before.seal(HERE, CLEAR)[0]).isEqualTo((byte) 1);
    }

    @Test
    void a_missing_key_is_named_with_what_to_do() {
        byte[] sealed = new DataSeal(TestKeys.none().with(2, 22)).seal(HERE, CLEAR);

        assertThatThrownBy(() -> new DataSeal(keys).open(HERE, sealed))
                .isInstanceOf(SecretMissing.class)
                .hasMessageContaining("data-key-2")
                .hasMessageContaining("import-secret-key(alias=data-key-2");
        assertThat(Secrets.missing(Secrets.DATA_KEY, 1))
                .hasMessageContaining("generate-secret-key(alias=data-key-1,key-size=256)");
    }

    @Test
    void a_node_with_the_databases_keys_starts() {
        DataKeysCheck first = check(keys);

        assertThatCode(() -> {
                    first.check();
                    first.check();
                    DataKeysCheck more = new DataKeysCheck();
                    more.database = TestDatabase.kept();
                    more.seal = new DataSeal(keys.with(2, 22));
                    more.hash = TestKeys.hash();
                    more.check();
                })
                .doesNotThrowAnyException();
        assertThat(TestDatabase.value("select string_agg(number::text, ',' order by number) from data_keys"))
                .isEqualTo("1,2");
    }

    @Test
    void a_node_with_another_key_under_a_number_in_use_does_not_start() {
        check(keys).check();
        DataKeysCheck wrong = new DataKeysCheck();
        wrong.database = TestDatabase.kept();
        wrong.seal = new DataSeal(TestKeys.none().with(1, 99));
        wrong.hash = TestKeys.hash();

        assertThatThrownBy(wrong::check)
                .isInstanceOf(SecretMissing.class)
                .hasMessageContaining("data-key-1 of the credential store kravbro is not the key");
    }

    @Test
    void a_node_that_lacks_a_key_of_the_others_does_not_start() {
        check(TestKeys.none().with(1, 11).with(2, 22)).check();
        DataKeysCheck behind = new DataKeysCheck();
        behind.database = TestDatabase.kept();
        behind.seal = new DataSeal(keys);
        behind.hash = TestKeys.hash();

        assertThatThrownBy(behind::check).isInstanceOf(SecretMissing.class).hasMessageContaining("data-key-2");
    }

    private static DataKeysCheck check(TestKeys keys) {
        DataKeysCheck check = new DataKeysCheck();
        check.database = TestDatabase.fresh();
        check.seal = new DataSeal(keys);
        check.hash = TestKeys.hash();
        return check;
    }
}
