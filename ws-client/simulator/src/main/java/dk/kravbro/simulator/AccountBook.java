package dk.kravbro.simulator;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What all debtor systems hold, by municipality and claim. Guarded by the lock of {@link DebtorSystems}. */
final class AccountBook {

    private static final int MOST_SHARED = 1_000;

    private final Map<String, TreeMap<String, ClaimAccount>> claims = new TreeMap<>();
    // Only of accounts that have another reference than their claim.
    private final Map<String, Map<String, String>> byAccount = new HashMap<>();
    // Most accounts have the same kinds of parties: one list for all of them.
    private final Map<List<String>, List<String>> shared = new HashMap<>();

    /** A claim by its own reference or its account's. */
    @Nullable
    ClaimAccount find(String municipalityCvr, String reference) {
        TreeMap<String, ClaimAccount> held = claims.get(municipalityCvr);
        if (held == null) {
            return null;
        }
        ClaimAccount found = held.get(reference);
        return found != null
                ? found
                : held.get(byAccount.getOrDefault(municipalityCvr, Map.of()).getOrDefault(reference, reference));
    }

    /** Takes in a call that had effect. */
    void apply(JournalEntry.Request request, String reference) {
        ClaimAccount account = find(request.municipalityCvr(), reference);
        if (account == null) {
            account = new ClaimAccount(reference, request.detail());
            claims.computeIfAbsent(request.municipalityCvr(), cvr -> new TreeMap<>())
                    .put(reference, account);
            if (!account.accountReference().equals(reference)) {
                byAccount
                        .computeIfAbsent(request.municipalityCvr(), cvr -> new HashMap<>())
                        .put(account.accountReference(), reference);
            }
        }
        account.apply(request);
        account.share(this::shared);
    }

    /** The one copy of a list that many accounts have alike. */
    private List<String> shared(List<String> holdings) {
        if (shared.size() >= MOST_SHARED) {
            return holdings;
        }
        return shared.computeIfAbsent(holdings, List::copyOf);
    }

    /** The claims of a municipality in the order of their references. */
    SortedMap<String, ClaimAccount> of(String municipalityCvr) {
        return claims.getOrDefault(municipalityCvr, new TreeMap<>());
    }

    void forEachMunicipality(BiConsumer<String, Collection<ClaimAccount>> taker) {
        claims.forEach((cvr, held) -> taker.accept(cvr, held.values()));
    }

    /** The CVR numbers of those that have claims, in order. */
    Set<String> municipalities() {
        return claims.keySet();
    }

    long size() {
        return claims.values().stream().mapToLong(Map::size).sum();
    }
}
