package dk.kravbro.settlement;

import dk.kravbro.debtorsystem.SettlementMessage;
import dk.kravbro.debtorsystem.SettlementNotice;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a notice says, flat, as rows carry it.
 *
 * @param kind COVERAGE, WRITE_OFF or ACCOUNT_STATUS
 * @param key the sender's key, made unique over municipalities
 * @param reference the claim's reference as it was said
 * @param ore the amount in øre; null for a status
 * @param detail what covered it, the cause of the write-off, or the status
 */
record Said(
        String kind, String key, String reference, @Nullable Long ore, String detail, LocalDate valueOn) {

    static final String COVERAGE = "COVERAGE";
    static final String WRITE_OFF = "WRITE_OFF";
    static final String ACCOUNT_STATUS = "ACCOUNT_STATUS";

    static Said of(SettlementNotice notice, String municipalityCode) {
        String key = municipalityCode + ':' + notice.key();
        if (notice instanceof SettlementNotice.Coverage coverage) {
            return new Said(
                    COVERAGE,
                    key,
                    notice.claimReference(),
                    coverage.amountOre(),
                    coverage.kind().name(),
                    notice.valueOn());
        }
        if (notice instanceof SettlementNotice.WriteOff writeOff) {
            return new Said(
                    WRITE_OFF, key, notice.claimReference(), writeOff.amountOre(), writeOff.cause(), notice.valueOn());
        }
        if (notice instanceof SettlementNotice.AccountStatus status) {
            return new Said(
                    ACCOUNT_STATUS,
                    key,
                    notice.claimReference(),
                    null,
                    status.status().name(),
                    notice.valueOn());
        }
        throw new IllegalStateException("a notice of a kind that this release does not know");
    }

    /**
     * Fingerprint of what a message says. Not of its text: when a sender repeats itself, time stamps and the call's own
     * identifier in the head differ, and yet nothing else was said.
     */
    static String fingerprint(SettlementMessage message) {
        StringBuilder lines = new StringBuilder(message.municipalityCvr());
        for (SettlementNotice notice : message.notices()) {
            lines.append('\n').append(of(notice, ""));
        }
        return sha256(lines.toString());
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
