package dk.kravbro.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.security.credential.SecretKeyCredential;

class CredentialStoreFileTest {

    @TempDir
    Path directory;

    /** With what the launcher has on its class path alone: the end-to-end tests bring more of Elytron. */
    @Test
    void a_store_is_written_that_its_owner_alone_can_read() throws Exception {
        Path file = directory.resolve("credentials.p12");

        CredentialStoreFile.write(file, "of-the-store", Map.of("one", "first secret", "two", "second secret"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readAllBytes(file)).isNotEmpty();
        assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("first secret", "second secret");
    }

    @Test
    void a_data_key_is_made_once_and_kept() throws Exception {
        Path file = directory.resolve("credentials.p12");

        CredentialStoreFile.write(file, "of-the-store", Map.of("one", "first secret"));
        byte[] first = key(file, CredentialStoreFile.DATA_KEY);
        byte[] lookup = key(file, CredentialStoreFile.LOOKUP_KEY);
        CredentialStoreFile.write(file, "of-the-store", Map.of("one", "another secret"));

        assertThat(first).hasSize(32);
        assertThat(lookup).hasSize(32).isNotEqualTo(first);
        assertThat(key(file, CredentialStoreFile.DATA_KEY)).isEqualTo(first);
        assertThat(key(file, CredentialStoreFile.LOOKUP_KEY)).isEqualTo(lookup);
    }

    @Test
    void a_store_of_before_there_were_lookup_keys_gets_one_and_keeps_its_data_key() throws Exception {
        Path file = directory.resolve("credentials.p12");
        CredentialStoreFile.write(file, "of-the-store", Map.of("one", "first secret"));
        byte[] first = key(file, CredentialStoreFile.DATA_KEY);
        var store = CredentialStoreFile.open(file, "of-the-store");
        store.remove(CredentialStoreFile.LOOKUP_KEY, SecretKeyCredential.class);
        store.flush();

        CredentialStoreFile.write(file, "of-the-store", Map.of("one", "another secret"));

        assertThat(key(file, CredentialStoreFile.LOOKUP_KEY)).hasSize(32);
        assertThat(key(file, CredentialStoreFile.DATA_KEY)).isEqualTo(first);
    }

    private static byte[] key(Path file, String alias) throws Exception {
        return CredentialStoreFile.open(file, "of-the-store")
                .retrieve(alias, SecretKeyCredential.class)
                .getSecretKey()
                .getEncoded();
    }
}
