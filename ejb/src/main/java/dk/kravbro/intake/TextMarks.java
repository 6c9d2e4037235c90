package dk.kravbro.intake;

import dk.kravbro.secrets.LookupHash;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HexFormat;

/**
 * What is kept of a text so that the same is known again. Not its hash: a text of one line names one person, and whoever
 * has its hash and knows the rest could try out all numbers. A mark is the hash's hash by a key.
 *
 * <p>A mark whose key is gone is of no text any more: a repeat is refused, and under a new key each of its lines is
 * recognised by its version.
 */
@ApplicationScoped
public class TextMarks {

    private static final int BYTES = 24;

    @Inject
    LookupHash hash;

    /**
     * The mark to be kept of a text.
     *
     * @param textHash the text's hash; empty for no text
     */
    public String of(String textHash) {
        return textHash.isEmpty() ? "" : HexFormat.of().formatHex(hash.of(kind(textHash), BYTES));
    }

    /**
     * Whether a text is the one whose mark was kept.
     *
     * @param kept its mark, or the hash that was kept before there were marks
     */
    public boolean isOf(String kept, String textHash) {
        return kept.equals(textHash)
                || hash.all(kind(textHash), BYTES).stream()
                        .anyMatch(mark -> HexFormat.of().formatHex(mark).equals(kept));
    }

    private static String kind(String textHash) {
        return "text " + textHash;
    }
}
