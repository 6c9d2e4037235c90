package dk.kravbro.simulator;

import org.jspecify.annotations.Nullable;

/** What an inquiry finds for one request id. */
record Finding(String requestId, String result, @Nullable Answer answer, String claimReference, long amountOre) {

    static Finding unknown(String requestId) {
        return new Finding(requestId, "UKENDT", null, "", 0);
    }
}
