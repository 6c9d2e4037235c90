package dk.kravbro.web.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of a put, for the API document only: what arrives is read by intake's own reader. */
@Schema(
        name = "Fee",
        description =
                "A fee as FBS has it. Unknown fields are left alone and not kept; null counts as missing. op, agencyId"
                        + " and feeId may stand there too, if they agree with the address.")
record FeeDocument(
        @Schema(required = true, minimum = "1", description = "FBS's own number of this state; it only grows")
        int version,

        @Schema(
                required = true,
                description = "fee, compensation, or anything else, which is treated as other",
                examples = "fee")
        String type,

        @Schema(required = true, maxLength = 500, description = "No identity number, e-mail or telephone number in it")
        String reasonMessage,

        @Schema(
                required = true,
                description = "Kroner above 0, at most 1,000,000.00 and two decimals",
                examples = "70.00")
        BigDecimal amount,

        @Schema(description = "Needed for fee and compensation")
        Loan loan,

        @Schema(description = "Needed for compensation") Compensation compensation,
        @Schema(maxItems = 500) List<Material> materials,
        @Schema(required = true) LocalDate creationDate,

        @Schema(description = "When missing: creationDate + 30 days")
        LocalDate dueDate,

        @Schema(required = true) DebtorDocument debtor,
        @Schema(maxItems = 2) List<Guardian> guardians) {

    static final String EXAMPLE = """
            {"version": 1, "type": "fee", "reasonMessage": "Gebyr (for sent)", "amount": 20.0,
             "loan": {"loanDate": "2026-09-16", "dueDate": "2026-10-16", "returnDate": "2026-10-19"},
             "materials": [{"materialItemNumber": "4996901420", "recordId": "42670158", "materialGroup": {"name": "Film DVD"}}],
             "creationDate": "2026-10-19", "dueDate": "2026-11-18",
             "debtor": {"kind": "person", "cpr": "0206793776", "name": "Mette Østergaard"}}""";

    record Loan(
            @Schema(required = true) LocalDate loanDate,
            @Schema(required = true) LocalDate dueDate,
            LocalDate returnDate) {}

    record Compensation(
            @Schema(
                    required = true,
                    enumeration = {"not-returned", "damaged"})
            String cause,

            @Schema(required = true, description = "In writing")
            boolean acknowledged) {}

    record Material(
            @Schema(required = true, maxLength = 60) String materialItemNumber,
            @Schema(maxLength = 60) String recordId,
            Group materialGroup,
            Periodical periodical) {}

    record Group(@Schema(required = true, maxLength = 200) String name) {}

    record Periodical(
            @Schema(required = true, maxLength = 200) String displayText) {}

    @Schema(
            name = "Debtor",
            description =
                    "person: cpr and name. company: cvr, name if known. sole-trader: cvr and name. institution: name and one"
                            + " of cvr, pNumber, gln.")
    record DebtorDocument(
            @Schema(
                    required = true,
                    enumeration = {"person", "company", "sole-trader", "institution"})
            String kind,

            @Schema(minLength = 10, maxLength = 10) String cpr,
            @Schema(pattern = "[0-9]{8}") String cvr,
            @Schema(pattern = "1[0-9]{9}") String pNumber,
            @Schema(pattern = "[0-9]{13}") String gln,
            @Schema(maxLength = 200) String name) {}

    record Guardian(
            @Schema(required = true, minLength = 10, maxLength = 10)
            String cpr,

            @Schema(required = true, maxLength = 200) String name) {}
}
