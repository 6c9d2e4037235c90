package dk.kravbro.submission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One claim as a run looks at it: what FBS says, what the debtor system was told, and what has not left yet. Filled with
 * its deliveries in order; afterwards it may be moved on in memory, as a run would move it on. Not thread-safe.
 */
final class ClaimHistory {

    private final long claimId;
    private final Netting.Said said;
    private final int version;
    private final LocalDate incurredOn;
    private final boolean stopped;
    private final List<Pending> pending = new ArrayList<>();
    // Refused ones that nothing corrects, the latest last.
    private final List<Refused> uncorrected = new ArrayList<>();
    private Netting.Told told = new Netting.Told(false, 0, "");
    private @Nullable DeliveryState onItsWay;
    private boolean wasInDoubt;
    private boolean everRegistered;
    private String waitingFor = "";
    private int lastSequenceNo;

    ClaimHistory(long claimId, Netting.Said said, int version, LocalDate incurredOn, boolean stopped) {
        this.claimId = claimId;
        this.said = said;
        this.version = version;
        this.incurredOn = incurredOn;
        this.stopped = stopped;
    }

    /**
     * A delivery that has not left.
     *
     * @param id 0 for one that is only planned
     * @param due whether nothing holds it back any more
     * @param incurredOn when the claim arose, by the version that it tells
     */
    record Pending(
            long id,
            int sequenceNo,
            DeliveryKind kind,
            long amountOre,
            int version,
            boolean due,
            LocalDate incurredOn,
            String parties) {
        /** Never prints people. */
        @Override
        public String toString() {
            return "Pending[" + id + " " + kind + " " + amountOre + "]";
        }
    }

    private record Refused(long id, int sequenceNo) {}

    /**
     * Adds the claim's next delivery.
     *
     * @param parties who owes by the version that it tells
     */
    void add(ResultSet row, String parties) throws SQLException {
        DeliveryKind kind = DeliveryKind.valueOf(row.getString("kind"));
        DeliveryState state = DeliveryState.valueOf(row.getString("state"));
        lastSequenceNo = row.getInt("sequence_no");
        switch (state) {
            case ACCEPTED -> accept(kind, row.getLong("amount_ore"), parties);
            case REFUSED -> {
                if (!row.getBoolean("corrected")) {
                    uncorrected.add(new Refused(row.getLong("id"), lastSequenceNo));
                }
            }
            case WAITING, DUE -> addPending(row, kind, state == DeliveryState.DUE, parties);
            case NETTED -> {
                // It never travelled.
            }
            default -> onItsWay = state;
        }
    }

    private void addPending(ResultSet row, DeliveryKind kind, boolean due, String parties) throws SQLException {
        pending.add(new Pending(
                row.getLong("id"),
                lastSequenceNo,
                kind,
                row.getLong("amount_ore"),
                row.getInt("version"),
                due,
                row.getObject("incurred_on", LocalDate.class),
                parties));
        wasInDoubt |= row.getBoolean("was_in_doubt");
        String reason = row.getString("reason");
        if (reason.equals(WaitingFor.GO_LIVE) || reason.equals(WaitingFor.EARLIEST_DATE)) {
            waitingFor = reason;
        }
    }

    /**
     * What takes the place of the pending deliveries; empty if they stay. They stay as well while one is on its way, or
     * was in doubt before: that one's request id is the last guard against a call that arrives very late.
     */
    Optional<List<Netting.Planned>> replacement() {
        boolean worthALook = pending.size() > 1
                || pending.stream()
                        .anyMatch(p -> !p.due() && uncorrected.stream().anyMatch(r -> r.sequenceNo() < p.sequenceNo()));
        if (!worthALook || onItsWay != null || wasInDoubt) {
            return Optional.empty();
        }
        List<Netting.Unsent> unsent = pending.stream()
                .map(p -> new Netting.Unsent(p.id(), p.kind(), p.amountOre()))
                .toList();
        return Netting.replacement(told, said, unsent, refused());
    }

    /** Moves on in memory: the planned ones take the place of the pending ones. */
    void replace(List<Netting.Planned> planned) {
        boolean due = waitingFor().isEmpty();
        pending.clear();
        for (Netting.Planned each : planned) {
            pending.add(new Pending(
                    0,
                    ++lastSequenceNo,
                    each.kind(),
                    each.amountOre(),
                    version,
                    pending.isEmpty() && due,
                    incurredOn,
                    said.parties()));
        }
        if (!planned.isEmpty() && !uncorrected.isEmpty()) {
            uncorrected.remove(uncorrected.size() - 1);
        }
        waitingFor = "";
    }

    /** Moves on in memory: the first pending one was sent and accepted. */
    Pending acceptFirst() {
        Pending first = asReleased(pending.remove(0));
        accept(first.kind(), first.amountOre(), first.parties());
        // Only one of a claim is due at a time: what was in doubt has left.
        wasInDoubt = false;
        return first;
    }

    /** A registration that waited tells what FBS says when it is released. */
    private Pending asReleased(Pending first) {
        if (first.due() || first.kind() != DeliveryKind.REGISTER) {
            return first;
        }
        return new Pending(
                first.id(),
                first.sequenceNo(),
                first.kind(),
                first.amountOre(),
                version,
                true,
                incurredOn,
                said.parties());
    }

    private void accept(DeliveryKind kind, long amount, String parties) {
        everRegistered |= kind == DeliveryKind.REGISTER;
        told = switch (kind) {
            case REGISTER -> new Netting.Told(true, amount, parties);
            case WRITE_UP -> new Netting.Told(true, told.amountOre() + amount, told.parties());
            case WRITE_DOWN -> new Netting.Told(true, told.amountOre() - amount, told.parties());
            case WITHDRAW -> new Netting.Told(false, 0, told.parties());
            case CHANGE_PARTY -> new Netting.Told(true, told.amountOre(), parties);
        };
    }

    long claimId() {
        return claimId;
    }

    /** The FBS version that a planned delivery tells. */
    int version() {
        return version;
    }

    Netting.Told told() {
        return told;
    }

    List<Pending> pending() {
        return List.copyOf(pending);
    }

    /** The latest refused delivery that nothing corrects. */
    @Nullable
    Long refused() {
        return uncorrected.isEmpty()
                ? null
                : uncorrected.get(uncorrected.size() - 1).id();
    }

    /** The state of the delivery that is on its way, or waits for a person. */
    Optional<DeliveryState> onItsWay() {
        return Optional.ofNullable(onItsWay);
    }

    /** Whether the debtor system has accepted the claim once: from then on no date holds its changes back. */
    boolean everRegistered() {
        return everRegistered;
    }

    /** What the claim itself waits for, a date or readiness; empty if nothing. */
    String waitingFor() {
        return waitingFor.isEmpty() && isStopped() ? WaitingFor.READINESS : waitingFor;
    }

    /** Whether it breaks a readiness rule that keeps it here: only while the debtor system has never had it. */
    boolean isStopped() {
        return stopped && !everRegistered;
    }

    /** When the claim arose, by what FBS says now. */
    LocalDate incurredOn() {
        return incurredOn;
    }

    int lastSequenceNo() {
        return lastSequenceNo;
    }
}
