package dk.kravbro.intake;

import dk.kravbro.claim.ClaimPeriod;
import dk.kravbro.claim.ClaimTerms;
import dk.kravbro.claim.ClaimType;
import dk.kravbro.municipality.Municipality;
import dk.kravbro.readiness.ClaimTypeRule;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/** What a fee in FBS's words is as a claim. */
final class FeeTerms {

    private static final DateTimeFormatter DANISH_DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");

    private FeeTerms() {}

    /**
     * The claim's terms.
     *
     * @param rule what holds for {@linkplain #type its type}
     * @param municipality whose claim it is
     */
    static ClaimTerms of(FeeMessage.Put put, String reason, ClaimTypeRule rule, Municipality municipality) {
        return new ClaimTerms(
                rule.terms().type(),
                put.amount(),
                false,
                reason,
                put.createdOn(),
                put.dueOn().orElse(put.createdOn().plusDays(rule.terms().daysToPay())),
                period(put, rule.terms().periodFrom()),
                description(put, municipality.namesMaterials()));
    }

    /** What it is for in law. */
    static ClaimType type(FeeMessage.Put put, Municipality municipality) {
        return switch (put.type()) {
            case FEE -> ClaimType.LATE_FEE;
            case OTHER -> ClaimType.OTHER;
            case COMPENSATION -> {
                FeeMessage.Compensation compensation = put.compensation().orElseThrow();
                yield ClaimType.ofCompensation(
                        compensation.cause() == FeeMessage.Cause.DAMAGED,
                        compensation.acknowledged(),
                        municipality.givesReceipts());
            }
        };
    }

    private static ClaimPeriod period(FeeMessage.Put put, ClaimTypeRule.PeriodFrom begins) {
        if (put.loan().isEmpty()) {
            return new ClaimPeriod(put.createdOn(), put.createdOn());
        }
        FeeMessage.Loan loan = put.loan().get();
        LocalDate from = switch (begins) {
            case AFTER_LOAN_DUE -> loan.dueOn().plusDays(1);
            case LOAN_DUE -> loan.dueOn();
            case CREATION -> put.createdOn();
        };
        return ClaimPeriod.fromAtLeast(from, loan.returnedOn().orElse(put.createdOn()));
    }

    /** Stands in the debtor's letter, which a guardian may open: no person, and no material unless the municipality wants it. */
    private static String description(FeeMessage.Put put, boolean namesMaterials) {
        String what = switch (put.type()) {
            case FEE -> "Gebyr for overskredet lånetid";
            case COMPENSATION ->
                put.compensation().orElseThrow().cause() == FeeMessage.Cause.DAMAGED
                        ? "Erstatning for beskadiget lån"
                        : "Erstatning for ikke afleveret lån";
            case OTHER -> "Bibliotekskrav";
        };
        String which = put.loan()
                .map(loan -> what + ", afleveringsfrist " + DANISH_DAY.format(loan.dueOn()))
                .orElse(what + ", oprettet " + DANISH_DAY.format(put.createdOn()));
        return namesMaterials && !put.materials().isEmpty() ? naming(which, put.materials()) : which;
    }

    /** The first material's group and record number, and how many more; as much of it as there is room for. */
    private static String naming(String which, List<FeeMessage.Material> materials) {
        FeeMessage.Material first = materials.get(0);
        String number = first.recordId().map(id -> " " + id).orElse("");
        int others = materials.size() - 1;
        String more = others == 0 ? "" : " og " + others + (others == 1 ? " andet" : " andre");
        return Stream.of(
                        first.group().orElse("Materiale") + number + more,
                        "Materiale" + number + more,
                        "Materiale" + more)
                .map(named -> which + ": " + named)
                .filter(whole -> whole.length() <= ClaimTerms.LONGEST_DESCRIPTION)
                .findFirst()
                .orElse(which);
    }
}
