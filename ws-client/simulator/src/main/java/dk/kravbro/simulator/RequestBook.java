package dk.kravbro.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of request ids, by municipality. Guarded by the lock of {@link DebtorSystems}. */
final class RequestBook {

    private final Map<String, Map<UUID, Known>> requests = new HashMap<>();

    /** What is known of a request id; kept small, since there are many. */
    static final class Known {
        private final Answer answer;
        private final String mark;
        private final String claimReference;
        private final long amountOre;
        private int effects;

        private Known(Answer answer, String mark, String claimReference, long amountOre) {
            this.answer = answer;
            this.mark = mark;
            this.claimReference = claimReference;
            this.amountOre = amountOre;
        }

        Answer answer() {
            return answer;
        }

        /** Whether a call says the same as the first one under its id. */
        boolean isOf(Incoming call) {
            return mark.equals(call.mark())
                    && claimReference.equals(call.claimReference())
                    && amountOre == call.amountOre();
        }
    }

    @Nullable
    Known known(String municipalityCvr, String requestId) {
        return requestId.isEmpty()
                ? null
                : requests.getOrDefault(municipalityCvr, Map.of()).get(UUID.fromString(requestId));
    }

    /** What it finds for the ids that an inquiry names. */
    List<Finding> find(Incoming inquiry) {
        List<Finding> findings = new ArrayList<>();
        for (XmlNode each : inquiry.content().all("RequestId")) {
            Known known = known(inquiry.municipalityCvr(), each.text());
            findings.add(
                    known == null
                            ? Finding.unknown(each.text())
                            : new Finding(
                                    each.text(),
                                    known.answer.accepted() ? "FUNDET" : "AFVIST",
                                    known.answer,
                                    known.claimReference,
                                    known.amountOre));
        }
        return findings;
    }

    /**
     * Takes in a call that was recorded as received.
     *
     * @param account the claim's account, null if it has none yet
     * @return how many effects the id has had by now
     */
    int note(JournalEntry.Request request, String reference, @Nullable ClaimAccount account) {
        Known known = requests.computeIfAbsent(request.municipalityCvr(), cvr -> new HashMap<>())
                .computeIfAbsent(UUID.fromString(request.requestId()), id -> known(request, reference, account));
        known.effects += request.effect() ? 1 : 0;
        return known.effects;
    }

    private static Known known(JournalEntry.Request request, String reference, @Nullable ClaimAccount account) {
        Answer answer = request.outcome().equals("ACCEPTED")
                ? new Answer(true, "", "", request.balanceOre())
                : Answer.no(String.valueOf(request.code()), String.valueOf(request.text()));
        JournalEntry.Detail detail = request.detail();
        String what = detail == null ? null : detail.what();
        // The account's own copy of the reference, where there is one.
        String shared = account == null || !account.reference().equals(reference) ? reference : account.reference();
        String mark = what == null ? request.kind() : request.kind() + " " + what;
        return new Known(answer, mark.intern(), shared, request.amountOre());
    }
}
