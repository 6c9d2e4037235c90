package dk.kravbro.simulator;

import org.jspecify.annotations.Nullable;

/**
 * A business answer.
 *
 * @param accepted yes or no
 * @param code of a refusal, else empty
 * @param text of a refusal, else empty
 * @param balanceOre what is left to pay, for an accepted payment
 */
record Answer(
        boolean accepted,
        String code,
        String text,
        @Nullable Long balanceOre) {

    static final Answer YES = new Answer(true, "", "", null);

    static Answer no(String code, String text) {
        return new Answer(false, code, text, null);
    }

    /** The receipt's id follows from the request's, so a repeat carries the same. */
    static String receiptId(String requestId) {
        return "KV-" + requestId;
    }
}
