package dk.kravbro.intake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a fee says about the loan, the compensation and the materials. */
final class LoanFields {

    private static final int LONGEST_CODE = 60;
    private static final int LONGEST_TEXT = 200;
    private static final int MOST_MATERIALS = 500;

    private LoanFields() {}

    /** The loan; a fee and a compensation have one, since their period is counted from it. */
    static Optional<FeeMessage.Loan> loan(Fields fee, FeeMessage.FeeType kind) {
        if (kind != FeeMessage.FeeType.OTHER) {
            fee.demand("loan");
        }
        return fee.object("loan", "loanDate", "dueDate", "returnDate").flatMap(loan -> {
            loan.demand("loanDate");
            loan.demand("dueDate");
            Optional<LocalDate> loanedOn = loan.day("loanDate");
            Optional<LocalDate> dueOn = loan.day("dueDate");
            Optional<LocalDate> returnedOn = loan.day("returnDate");
            if (loanedOn.isPresent() && dueOn.isPresent() && dueOn.get().isBefore(loanedOn.get())) {
                loan.note(ProblemType.DATES_CONTRADICT, "dueDate", "The loan was due before it began.");
            }
            if (loanedOn.isPresent()
                    && returnedOn.isPresent()
                    && returnedOn.get().isBefore(loanedOn.get())) {
                loan.note(ProblemType.DATES_CONTRADICT, "returnDate", "The return lies before the loan.");
            }
            return loanedOn.flatMap(from -> dueOn.map(due -> new FeeMessage.Loan(from, due, returnedOn)));
        });
    }

    static Optional<FeeMessage.Compensation> compensation(Fields fee, FeeMessage.FeeType kind) {
        if (kind == FeeMessage.FeeType.COMPENSATION) {
            fee.demand("compensation");
        } else if (kind == FeeMessage.FeeType.FEE && fee.has("compensation")) {
            fee.note(ProblemType.DOES_NOT_BELONG, "compensation", "Only a compensation has one; the type says fee.");
        }
        return fee.object("compensation", "cause", "acknowledged").flatMap(compensation -> {
            compensation.demand("cause");
            compensation.demand("acknowledged");
            Optional<FeeMessage.Cause> cause = compensation.choice("cause", FeeMessage.Cause.class);
            Optional<Boolean> acknowledged = compensation.flag("acknowledged");
            return cause.flatMap(why -> acknowledged.map(yes -> new FeeMessage.Compensation(why, yes)));
        });
    }

    /** The materials; a closed interlibrary loan has none. */
    static List<FeeMessage.Material> materials(Fields fee) {
        List<FeeMessage.Material> materials = new ArrayList<>();
        for (Fields material : fee.objects(
                "materials",
                MOST_MATERIALS,
                ProblemType.TOO_MANY_MATERIALS,
                "materialItemNumber",
                "recordId",
                "materialGroup",
                "periodical")) {
            material.demand("materialItemNumber");
            Optional<String> itemNumber = material.text("materialItemNumber", LONGEST_CODE);
            Optional<String> recordId = material.text("recordId", LONGEST_CODE);
            Optional<String> group = material.object("materialGroup", "name")
                    .flatMap(named -> named.text("name", LONGEST_TEXT, FeeRules.FREE_TEXT));
            Optional<String> issue = material.object("periodical", "displayText")
                    .flatMap(shown -> shown.text("displayText", LONGEST_TEXT, FeeRules.FREE_TEXT));
            itemNumber.ifPresent(number -> materials.add(new FeeMessage.Material(number, recordId, group, issue)));
        }
        return materials;
    }
}
