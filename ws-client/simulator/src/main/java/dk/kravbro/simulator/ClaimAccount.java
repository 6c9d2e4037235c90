package dk.kravbro.simulator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A claim as the debtor system holds it; all amounts in øre. Guarded by the lock of {@link DebtorSystems}. */
final class ClaimAccount {

    private final String reference;
    private final String accountReference;
    private final String claimType;
    private String debtor;
    private List<ClaimPart> parts = List.of();
    private List<String> holdings = List.of();
    private List<JournalEntry.Request> untoldPayments = List.of();
    private String state = "AKTIV";
    private boolean handedOver;
    private long principalOre;
    private long writtenUpOre;
    private long writtenDownOre;
    private long withdrawnOre;
    private boolean withdrawn;
    private long coveredOre;
    private long writtenOffOre;
    private boolean answered;
    private boolean closed;
    private int lifeSteps;
    // As days of the epoch, since there are many accounts.
    private int registeredOn;
    private int movedOn;

    /** An account of a registration, still empty. */
    ClaimAccount(String reference, JournalEntry.@Nullable Detail detail) {
        this.reference = reference;
        this.accountReference = detail == null || detail.account() == null ? reference : detail.account();
        this.claimType = detail == null || detail.claimType() == null ? "" : detail.claimType();
        this.debtor = detail == null || detail.debtor() == null ? "" : detail.debtor();
    }

    String reference() {
        return reference;
    }

    String accountReference() {
        return accountReference;
    }

    String claimType() {
        return claimType;
    }

    /** Who owes, by fingerprint. */
    String debtor() {
        return debtor;
    }

    boolean withdrawn() {
        return withdrawn;
    }

    boolean blocked() {
        return state.equals("SPAERRET");
    }

    /** Whether it is the debtor system's now. */
    boolean handedOver() {
        return handedOver || state.equals("OVERDRAGET");
    }

    boolean closed() {
        return closed;
    }

    String state() {
        return withdrawn ? "ANNULLERET" : state;
    }

    List<String> holdings() {
        return holdings;
    }

    List<ClaimPart> parts() {
        return parts;
    }

    long principalOre() {
        return principalOre;
    }

    @Nullable
    ClaimPart part(String partReference) {
        return parts.stream()
                .filter(each -> each.reference().equals(partReference))
                .findFirst()
                .orElse(null);
    }

    /** Whether the debtor's side has been played for it. */
    boolean answered() {
        return answered;
    }

    /** Whether the debtor's side was played for it all at once, so that it lives no more. */
    boolean isLeftToItsFate() {
        return answered && lifeSteps == 0;
    }

    /** How many steps of its life it has taken. */
    int lifeSteps() {
        return lifeSteps;
    }

    LocalDate registeredOn() {
        return LocalDate.ofEpochDay(registeredOn);
    }

    /** The last day that anything happened to it. */
    LocalDate movedOn() {
        return LocalDate.ofEpochDay(movedOn);
    }

    private void move(String on) {
        movedOn = Math.max(movedOn, epochDay(on));
    }

    private static int epochDay(String on) {
        return Math.toIntExact(LocalDate.parse(on).toEpochDay());
    }

    /** Payments that were registered and not yet told on the back channel. */
    List<JournalEntry.Request> untoldPayments() {
        return untoldPayments;
    }

    /** What the creditor says is owed, before coverages and write-offs. */
    long owedOre() {
        return principalOre + writtenUpOre - writtenDownOre - withdrawnOre;
    }

    long balanceOre() {
        return owedOre() - coveredOre - writtenOffOre;
    }

    long coveredOre() {
        return coveredOre;
    }

    long writtenOffOre() {
        return writtenOffOre;
    }

    /** Takes in a step of its life that nobody was told of. */
    void apply(JournalEntry.LifeStep step) {
        lifeSteps = Math.max(lifeSteps, step.step());
        move(step.on());
    }

    /** Takes in a call that had effect. */
    void apply(JournalEntry.Request request) {
        move(request.at().substring(0, 10));
        JournalEntry.Detail detail = request.detail();
        String on = detail == null || detail.on() == null ? request.at().substring(0, 10) : detail.on();
        String what = detail == null || detail.what() == null ? "" : detail.what();
        String part = detail == null || detail.subClaim() == null ? "" : detail.subClaim();
        long amount = request.amountOre();
        switch (request.kind()) {
            case "REGISTER" -> {
                registeredOn = epochDay(request.at().substring(0, 10));
                register(amount, detail);
            }
            case "WRITE_UP" -> {
                writtenUpOre += amount;
                spread(part, amount, false, (each, ore) -> each.adjust("OPSKRIV", ore, on));
            }
            case "WRITE_DOWN" -> {
                writtenDownOre += amount;
                spread(part, amount, true, (each, ore) -> each.adjust("NEDSKRIV", -ore, on));
            }
            case "WITHDRAW" -> {
                // A second withdrawal takes nothing more: there is nothing left to take.
                withdrawnOre += owedOre();
                withdrawn = true;
                parts.stream()
                        .filter(each -> each.owedOre() != 0)
                        .forEach(each -> each.adjust("ANNULLERET", -each.owedOre(), on));
            }
            case "STATE" -> state = what;
            case "HAND_OVER" -> handedOver = true;
            case "END" ->
                holdings = holdings.stream().filter(each -> !each.equals(what)).toList();
            case "CHANGE_PARTY" -> changeParties(detail);
            case "PAYMENT" -> {
                coveredOre += amount;
                spread(
                        part,
                        amount,
                        true,
                        (each, ore) -> each.settle(ClaimPart.Movement.Kind.DAEKNING, "INDBETALING", ore, on));
                untoldPayments = new ArrayList<>(untoldPayments);
                untoldPayments.add(request);
            }
            default -> throw new IllegalStateException("a call of kind " + request.kind() + " changes no claim");
        }
    }

    /** Lets many accounts hold one copy of what they have alike. */
    void share(UnaryOperator<List<String>> copies) {
        holdings = copies.apply(holdings);
    }

    private void register(long amount, JournalEntry.@Nullable Detail detail) {
        principalOre += amount;
        List<ClaimPart> registered = new ArrayList<>(parts);
        if (detail == null || detail.subClaims() == null) {
            registered.add(new ClaimPart(reference, amount));
        } else {
            detail.subClaims().forEach(each -> registered.add(new ClaimPart(each.reference(), each.amountOre())));
        }
        parts = List.copyOf(registered);
        if (detail != null && detail.holdings() != null) {
            holdings = detail.holdings();
        }
    }

    private void changeParties(JournalEntry.@Nullable Detail detail) {
        if (detail == null) {
            return;
        }
        List<String> kept = new ArrayList<>(holdings.stream()
                .filter(each -> each.startsWith(Holdings.LIABILITY))
                .toList());
        if (detail.holdings() != null) {
            kept.addAll(detail.holdings());
        }
        holdings = List.copyOf(kept);
        debtor = detail.debtor() == null ? debtor : detail.debtor();
    }

    /** Something that happens to a part. */
    private interface Move {
        void by(ClaimPart part, long ore);
    }

    /** Moves the named part; else, where it lessens, part after part as far as each goes, and the last the rest. */
    private void spread(String partReference, long amount, boolean lessens, Move move) {
        ClaimPart named = part(partReference);
        if (named != null || !lessens || amount < 0) {
            ClaimPart only = named == null && !parts.isEmpty() ? parts.get(0) : named;
            if (only != null) {
                move.by(only, amount);
            }
            return;
        }
        long left = amount;
        for (int i = 0; i < parts.size() && left > 0; i++) {
            ClaimPart each = parts.get(i);
            long share = i == parts.size() - 1 ? left : Math.min(left, Math.max(0, each.balanceOre()));
            if (share > 0) {
                move.by(each, share);
            }
            left -= share;
        }
    }

    void apply(JournalEntry.Notice notice) {
        String payment = notice.ofRequest();
        if (payment != null) {
            // Counted when it was registered; this only tells of it.
            untoldPayments = untoldPayments.stream()
                    .filter(each -> !each.requestId().equals(payment))
                    .toList();
            return;
        }
        Integer step = notice.step();
        lifeSteps = step == null ? lifeSteps : Math.max(lifeSteps, step);
        move(notice.valueOn());
        switch (notice.kind()) {
            case "COVERAGE" -> {
                answered = true;
                coveredOre += notice.amountOre();
                spread(
                        "",
                        notice.amountOre(),
                        true,
                        (each, ore) ->
                                each.settle(ClaimPart.Movement.Kind.DAEKNING, notice.code(), ore, notice.valueOn()));
            }
            case "WRITE_OFF" -> {
                answered = true;
                writtenOffOre += notice.amountOre();
                spread(
                        "",
                        notice.amountOre(),
                        true,
                        (each, ore) ->
                                each.settle(ClaimPart.Movement.Kind.AFSKRIVNING, notice.code(), ore, notice.valueOn()));
            }
            default -> {
                answered = true;
                closed = notice.code().equals("LUKKET");
            }
        }
    }

    /** The line of the store's export. */
    Line line(String municipalityCvr) {
        return new Line(
                "claim",
                municipalityCvr,
                reference,
                principalOre,
                writtenUpOre,
                writtenDownOre,
                withdrawnOre,
                withdrawn,
                coveredOre,
                writtenOffOre,
                balanceOre(),
                closed ? "LUKKET" : "AABEN",
                state(),
                handedOver());
    }

    /** What the export says of a claim. */
    record Line(
            String type,
            String municipalityCvr,
            String claimReference,
            long principalOre,
            long writtenUpOre,
            long writtenDownOre,
            long withdrawnOre,
            boolean withdrawn,
            long coveredOre,
            long writtenOffOre,
            long balanceOre,
            String status,
            String state,
            boolean handedOver) {}
}
