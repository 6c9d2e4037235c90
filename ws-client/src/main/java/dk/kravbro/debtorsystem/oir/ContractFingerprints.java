package dk.kravbro.debtorsystem.oir;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether the contract's files are those that were agreed: SHA-256 of each, recorded beside them. Line ends do not count,
 * since a checkout may change them; everything else does.
 */
final class ContractFingerprints {

    /** The record: a line for each file, fingerprint and name, as sha256sum writes them. */
    static final String RECORD = "fingerprints.sha256";

    private static final int LONGEST_FILE = 10_000_000;

    private ContractFingerprints() {}

    /** Names of the files on the class path that differ from the record or are missing. */
    static List<String> differing() {
        return differing(name -> ContractFingerprints.class.getClassLoader().getResourceAsStream("contract/" + name));
    }

    /**
     * Names of files that differ from the record or are missing; the record itself if it is missing or not readable.
     *
     * @param files opens a file of the contract by its name, null if there is none
     */
    static List<String> differing(Function<String, @Nullable InputStream> files) {
        byte[] record = content(files, RECORD);
        if (record == null) {
            return List.of(RECORD);
        }
        List<String> differing = new ArrayList<>();
        for (String line : new String(record, StandardCharsets.UTF_8).lines().toList()) {
            if (!line.matches("[0-9a-f]{64}  [A-Za-z0-9_.-]+")) {
                return List.of(RECORD);
            }
            String name = line.substring(66);
            byte[] file = content(files, name);
            if (file == null || !of(file).equals(line.substring(0, 64))) {
                differing.add(name);
            }
        }
        return differing.isEmpty() && record.length == 0 ? List.of(RECORD) : differing;
    }

    /** The fingerprint of a file's content. */
    static String of(byte[] content) {
        try {
            String text = new String(content, StandardCharsets.UTF_8).replace("\r\n", "\n");
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException broken) {
            throw new IllegalStateException("this Java has no SHA-256", broken);
        }
    }

    private static byte @Nullable [] content(Function<String, @Nullable InputStream> files, String name) {
        try (InputStream in = files.apply(name)) {
            return in == null ? null : in.readNBytes(LONGEST_FILE);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the contract's file " + name + " cannot be read", unreadable);
        }
    }
}
