package dk.kravbro.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells debtors apart without keeping their identity numbers: a keyed fingerprint (HMAC-SHA-256). The key lies beside the
 * journal and is never exported; without it a fingerprint cannot be tried against all numbers.
 */
final class DebtorKeys {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int KEPT_BYTES = 12;

    private final SecretKeySpec key;

    /** Reads the key of a store, or makes one. */
    DebtorKeys(Path store) throws IOException {
        Path file = store.resolve("debtor.key");
        byte[] bytes;
        if (Files.exists(file)) {
            bytes = Files.readAllBytes(file);
            if (bytes.length != KEY_BYTES) {
                throw new IOException(file + " is damaged: it must have " + KEY_BYTES + " bytes");
            }
        } else {
            bytes = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(bytes);
            Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
        }
        this.key = new SecretKeySpec(bytes, ALGORITHM);
        // The first use loads the JDK's providers: not while a caller waits.
        fingerprint("");
    }

    /** The fingerprint of a party that carries Identifikationstype and Identifikation. */
    String of(XmlNode party) {
        return fingerprint(party.textOf("Identifikationstype") + " " + party.textOf("Identifikation"));
    }

    private String fingerprint(String identity) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] whole = mac.doFinal(identity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(whole, KEPT_BYTES));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, broken);
        }
    }
}
