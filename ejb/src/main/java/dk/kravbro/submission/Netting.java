package dk.kravbro.submission;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What cancels out before it leaves never travels: created and withdrawn is nothing, three write-downs are one.
 *
 * <p>Looks at one claim: what the debtor system was told and accepted, what FBS says now, and the deliveries in
 * between that have not left. Answers with the fewest deliveries that lead from the one to the other, or with "keep"
 * if those at hand are already the fewest. After a refusal, a later change by FBS may have removed the cause: the
 * deliveries behind it then become one that tells the claim anew, and names the refused one.
 */
final class Netting {

    private Netting() {}

    /**
     * What the debtor system knows.
     *
     * @param registered whether it has accepted the claim, and not its withdrawal
     * @param amountOre what it was told is owed, in øre
     * @param parties who owes, as told
     */
    record Told(boolean registered, long amountOre, String parties) {
        /** Never prints people. */
        @Override
        public String toString() {
            return "Told[" + registered + " " + amountOre + "]";
        }
    }

    /**
     * What FBS says.
     *
     * @param withdrawn whether the fee is annulled
     */
    record Said(boolean withdrawn, long amountOre, String parties) {
        /** Never prints people. */
        @Override
        public String toString() {
            return "Said[" + withdrawn + " " + amountOre + "]";
        }
    }

    /** A delivery that has not left. */
    record Unsent(long id, DeliveryKind kind, long amountOre) {}

    /** A delivery to be made. */
    record Planned(DeliveryKind kind, long amountOre) {}

    /**
     * Decides what becomes of a claim's unsent deliveries.
     *
     * @param unsent in order, at least one
     * @param refused the uncorrected refused delivery before them, if any
     * @return the deliveries that take their place, possibly none; empty if they stay
     */
    static Optional<List<Planned>> replacement(Told told, Said said, List<Unsent> unsent, @Nullable Long refused) {
        List<Planned> needed = needed(told, said, unsent);
        if (refused == null && needed.size() >= unsent.size()) {
            return Optional.empty();
        }
        return Optional.of(needed);
    }

    private static List<Planned> needed(Told told, Said said, List<Unsent> unsent) {
        List<Planned> needed = new ArrayList<>();
        if (!told.registered()) {
            if (!said.withdrawn()) {
                needed.add(new Planned(DeliveryKind.REGISTER, said.amountOre()));
            }
            return needed;
        }
        if (said.withdrawn()) {
            needed.add(new Planned(DeliveryKind.WITHDRAW, withdrawn(told, unsent)));
            return needed;
        }
        if (!told.parties().equals(said.parties())) {
            needed.add(new Planned(DeliveryKind.CHANGE_PARTY, 0));
        }
        if (said.amountOre() > told.amountOre()) {
            needed.add(new Planned(DeliveryKind.WRITE_UP, said.amountOre() - told.amountOre()));
        } else if (said.amountOre() < told.amountOre()) {
            needed.add(new Planned(DeliveryKind.WRITE_DOWN, told.amountOre() - said.amountOre()));
        }
        return needed;
    }

    /** A withdrawal's amount is what FBS had last said was owed. */
    private static long withdrawn(Told told, List<Unsent> unsent) {
        return unsent.stream()
                .filter(u -> u.kind() == DeliveryKind.WITHDRAW)
                .mapToLong(Unsent::amountOre)
                .reduce(told.amountOre(), (before, last) -> last);
    }
}
