package dk.kravbro.simulator;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Counts the calls of each municipality in the present second. Guarded by the lock of {@link FaultScript}. */
final class CallRate {

    private final int perSecond;
    private final Map<String, Integer> calls = new HashMap<>();
    private long second = Long.MIN_VALUE;

    CallRate(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Counts one more; true if it is beyond the limit. */
    boolean isOver(String municipalityCvr, Instant now) {
        if (now.getEpochSecond() != second) {
            second = now.getEpochSecond();
            calls.clear();
        }
        return calls.merge(municipalityCvr, 1, Integer::sum) > perSecond;
    }
}
