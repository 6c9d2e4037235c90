package dk.kravbro.simulator;

import java.util.ArrayList;
import java.util.List;

/** A sub-claim and what moved its balance; all amounts in øre. Guarded by the lock of {@link DebtorSystems}. */
final class ClaimPart {

    /** The contract allows so many of each kind; older ones are not told. */
    private static final int MOST_MOVEMENTS = 500;

    /** One movement: up for a write-up, down for all others, unless it is below 0. */
    record Movement(Kind kind, String code, long amountOre, String on) {

        /** What the contract calls it. */
        enum Kind {
            REGULERING,
            DAEKNING,
            AFSKRIVNING
        }
    }

    private final String reference;
    private final long amountOre;
    private long owedOre;
    private long settledOre;
    private List<Movement> movements = List.of();

    ClaimPart(String reference, long amountOre) {
        this.reference = reference;
        this.amountOre = amountOre;
        this.owedOre = amountOre;
    }

    String reference() {
        return reference;
    }

    long amountOre() {
        return amountOre;
    }

    /** What the creditor says is owed, before coverages and write-offs. */
    long owedOre() {
        return owedOre;
    }

    long balanceOre() {
        return owedOre - settledOre;
    }

    void adjust(String code, long byOre, String on) {
        owedOre += byOre;
        note(new Movement(Movement.Kind.REGULERING, code, Math.abs(byOre), on));
    }

    void settle(Movement.Kind kind, String code, long ore, String on) {
        settledOre += ore;
        note(new Movement(kind, code, ore, on));
    }

    private void note(Movement movement) {
        if (movements.isEmpty()) {
            movements = new ArrayList<>(1);
        }
        movements.add(movement);
    }

    /** The latest movements of a kind, oldest first. */
    List<Movement> movements(Movement.Kind kind) {
        List<Movement> these =
                movements.stream().filter(each -> each.kind() == kind).toList();
        return these.subList(Math.max(0, these.size() - MOST_MOVEMENTS), these.size());
    }
}
