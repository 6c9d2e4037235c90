package dk.kravbro.intake;

import dk.kravbro.claim.ClaimPeriod;
import dk.kravbro.claim.ClaimTerms;
import dk.kravbro.claim.ClaimType;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** What a fee in FBS's words is as a claim. */
final class FeeTerms {

    /** When FBS names no due date: what its own fees have. */
    private static final int DAYS_TO_PAY = 30;

    /** Every library that uses FBS prints a receipt at return unless it says otherwise; none can say so yet. */
    private static final boolean LIBRARY_GIVES_RECEIPTS = true;

    private static final DateTimeFormatter DANISH_DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");

    private FeeTerms() {}

    static ClaimTerms of(FeeMessage.Put put, String reason) {
        return new ClaimTerms(
                type(put),
                put.amount(),
                false,
                reason,
                put.createdOn(),
                put.dueOn().orElse(put.createdOn().plusDays(DAYS_TO_PAY)),
                period(put),
                description(put));
    }

    private static ClaimType type(FeeMessage.Put put) {
        return switch (put.type()) {
            case FEE -> ClaimType.LATE_FEE;
            case OTHER -> ClaimType.OTHER;
            case COMPENSATION -> {
                FeeMessage.Compensation compensation = put.compensation().orElseThrow();
                yield ClaimType.ofCompensation(
                        compensation.cause() == FeeMessage.Cause.DAMAGED,
                        compensation.acknowledged(),
                        LIBRARY_GIVES_RECEIPTS);
            }
        };
    }

    /** A fee runs from the first day after the loan was due, a compensation from that day itself. */
    private static ClaimPeriod period(FeeMessage.Put put) {
        if (put.loan().isEmpty()) {
            return new ClaimPeriod(put.createdOn(), put.createdOn());
        }
        FeeMessage.Loan loan = put.loan().get();
        LocalDate from = put.type() == FeeMessage.FeeType.FEE ? loan.dueOn().plusDays(1) : loan.dueOn();
        return ClaimPeriod.fromAtLeast(from, loan.returnedOn().orElse(put.createdOn()));
    }

    /** Stands in the debtor's letter, which a guardian may open: no person, no title. */
    private static String description(FeeMessage.Put put) {
        String what = switch (put.type()) {
            case FEE -> "Gebyr for overskredet lånetid";
            case COMPENSATION ->
                put.compensation().orElseThrow().cause() == FeeMessage.Cause.DAMAGED
                        ? "Erstatning for beskadiget lån"
                        : "Erstatning for ikke afleveret lån";
            case OTHER -> "Bibliotekskrav";
        };
        return put.loan()
                .map(loan -> what + ", afleveringsfrist " + DANISH_DAY.format(loan.dueOn()))
                .orElse(what + ", oprettet " + DANISH_DAY.format(put.createdOn()));
    }
}
