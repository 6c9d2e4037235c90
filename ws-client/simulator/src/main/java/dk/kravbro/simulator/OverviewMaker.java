package dk.kravbro.simulator;

import dk.kravbro.simulator.page.Overview;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Gathers what the page shows. Guarded by the lock of {@link DebtorSystems}. */
final class OverviewMaker {

    private static final int MOST_CALLS = 12;
    private static final int MOST_TOWNS = 200;
    private static final int CLAIMS_A_PAGE = 25;

    private final AccountBook book;
    private final Map<String, Profile> profiles;
    private final Deque<Overview.Call> latest = new ArrayDeque<>();

    OverviewMaker(AccountBook book, Map<String, Profile> profiles) {
        this.book = book;
        this.profiles = profiles;
    }

    void note(JournalEntry.Request request) {
        String reference = request.claimReference();
        String code = request.code() == null ? request.fault() : request.code();
        latest.addFirst(new Overview.Call(
                Instant.parse(request.at()),
                request.municipalityCvr(),
                request.operation(),
                reference == null ? "" : reference,
                request.outcome(),
                code == null ? "" : code));
        if (latest.size() > MOST_CALLS) {
            latest.removeLast();
        }
    }

    List<Overview.Call> latest() {
        return List.copyOf(latest);
    }

    List<Overview.Town> towns() {
        List<Overview.Town> towns = new ArrayList<>();
        TreeSet<String> cvrs = new TreeSet<>(profiles.keySet());
        cvrs.addAll(book.municipalities());
        for (String cvr : cvrs) {
            if (towns.size() == MOST_TOWNS) {
                break;
            }
            Map<String, ClaimAccount> held = book.of(cvr);
            towns.add(new Overview.Town(
                    cvr,
                    profiles.getOrDefault(cvr, Profile.OPUS).name(),
                    profiles.containsKey(cvr),
                    held.size(),
                    held.values().stream().mapToLong(ClaimAccount::balanceOre).sum()));
        }
        return towns;
    }

    /**
     * A page of claims.
     *
     * @param filter what references begin with, empty for all
     * @param after the last of the page before, CVR number and reference; empty for the first page
     */
    Overview.Claims claims(String filter, String after) {
        int sign = after.indexOf(' ');
        String fromCvr = sign < 0 ? "" : after.substring(0, sign);
        List<Overview.Claim> shown = new ArrayList<>();
        for (String cvr : new TreeSet<>(book.municipalities()).tailSet(fromCvr)) {
            String from = cvr.equals(fromCvr) ? after.substring(sign + 1) + "\u0000" : filter;
            for (ClaimAccount each : book.of(cvr).tailMap(from).values()) {
                if (!each.reference().startsWith(filter)) {
                    break;
                }
                if (shown.size() == CLAIMS_A_PAGE) {
                    return new Overview.Claims(filter, shown, mark(shown));
                }
                shown.add(shown(cvr, each));
            }
        }
        return new Overview.Claims(filter, shown, null);
    }

    private static @Nullable String mark(List<Overview.Claim> shown) {
        Overview.Claim last = shown.get(shown.size() - 1);
        return last.cvr() + " " + last.reference();
    }

    private static Overview.Claim shown(String cvr, ClaimAccount account) {
        return new Overview.Claim(
                cvr,
                account.reference(),
                account.principalOre(),
                account.coveredOre(),
                account.writtenOffOre(),
                account.balanceOre(),
                account.state(),
                account.closed());
    }
}
