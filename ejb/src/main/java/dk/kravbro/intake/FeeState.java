package dk.kravbro.intake;

import dk.kravbro.claim.Amount;
import dk.kravbro.claim.ClaimKey;
import dk.kravbro.readiness.ClaimFinding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a fee is now: what FBS said last, what has been told, what is still owed.
 *
 * @param claimId our own number of it
 * @param municipality code of the creditor
 * @param claimType what it is for
 * @param owed what FBS says is owed; 0 once withdrawn
 * @param outstanding what is left of it after coverages and write-offs; below 0 is a credit
 * @param accountStatus what the debtor system last said of the account
 * @param deliveries what was or is to be told to the debtor system, in order
 * @param findings the readiness rules that it breaks, errors first
 * @param erasedAt when its people were erased, since its time was over; empty while they are kept
 */
public record FeeState(
        long claimId,
        ClaimKey key,
        String municipality,
        int version,
        String claimType,
        boolean withdrawn,
        Amount owed,
        Amount outstanding,
        Optional<String> accountStatus,
        Instant createdAt,
        Instant changedAt,
        List<Told> deliveries,
        List<ClaimFinding> findings,
        Optional<Instant> erasedAt) {

    /**
     * Something told, or to be told.
     *
     * @param no 1, 2, 3 … within the fee
     * @param kind REGISTER, WRITE_UP, WRITE_DOWN, WITHDRAW, CHANGE_PARTY
     * @param version the version that it tells
     * @param state where it is in its life
     * @param reason code of why it waits or was refused; empty if there is none
     */
    public record Told(
            int no,
            String kind,
            Amount amount,
            int version,
            String state,
            String reason,
            Optional<Instant> settledAt) {}

    public FeeState {
        deliveries = List.copyOf(deliveries);
        findings = List.copyOf(findings);
    }

    /**
     * Stands for all that is said here: another answer has another tag. 64 characters of hex. Its first words change when
     * the answer's form does.
     */
    public String tag() {
        return FeeContent.hash(String.join(
                "\n",
                "fee 1",
                key.reference(),
                municipality,
                Integer.toString(version),
                claimType,
                Boolean.toString(withdrawn),
                Long.toString(owed.ore()),
                Long.toString(outstanding.ore()),
                accountStatus.orElse(""),
                createdAt.toString(),
                changedAt.toString(),
                deliveries.toString(),
                findings.toString()));
    }

    /** Where a search goes on behind this fee. */
    public FeeCursor cursor() {
        return new FeeCursor(changedAt, claimId);
    }

    /** Who has it now. */
    public enum Place {
        /** Here: the debtor system has not got it yet. */
        HERE,
        /** The debtor system has it. */
        DEBTOR_SYSTEM,
        /** The debtor system handed it to enforcement (inddrivelse). */
        ENFORCEMENT,
        /** The debtor system would not have it; a person looks at it. */
        REFUSED,
        /** Withdrawn before it left: nobody was told. */
        NEVER_SENT
    }

    /** Who has it now. */
    public Place place() {
        if (accountStatus.filter("AT_ENFORCEMENT"::equals).isPresent()) {
            return Place.ENFORCEMENT;
        }
        List<String> registered = deliveries.stream()
                .filter(told -> told.kind().equals("REGISTER"))
                .map(Told::state)
                .toList();
        if (registered.contains("ACCEPTED")) {
            return Place.DEBTOR_SYSTEM;
        }
        String last = registered.isEmpty() ? "" : registered.get(registered.size() - 1);
        return switch (last) {
            case "REFUSED" -> Place.REFUSED;
            case "NETTED" -> withdrawn ? Place.NEVER_SENT : Place.HERE;
            default -> Place.HERE;
        };
    }
}
