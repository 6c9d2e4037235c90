package dk.kravbro.intake;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the lines of a list of an agency's open fees: fees as in a batch, and the line that ends the list. */
public final class ListReader {

    private static final String END = "end";

    private final String agencyId;
    private final FeeReader fees;

    /** @param agencyId whose list it is, which is known */
    public ListReader(String agencyId) {
        this.agencyId = agencyId;
        this.fees = new FeeReader(agency -> true);
    }

    /** Reads a line. */
    public ListedFee line(BatchLine line) {
        if (line.tooLong()) {
            return new ListedFee.Fee(new ReadFee.NotUnderstood(
                    Optional.of(agencyId), Optional.empty(), List.of(Problem.of(ProblemType.LINE_TOO_LONG))));
        }
        return text(line.text());
    }

    /** Reads a line's text. */
    public ListedFee text(byte[] utf8) {
        Map<String, Object> members;
        try {
            members = JsonText.object(utf8);
        } catch (JsonText.NotJson notJson) {
            Problem problem = new Problem(ProblemType.MALFORMED_JSON, "", String.valueOf(notJson.getMessage()));
            return new ListedFee.Fee(
                    new ReadFee.NotUnderstood(Optional.of(agencyId), Optional.empty(), List.of(problem)));
        }
        return members.containsKey(END) ? end(members) : new ListedFee.Fee(fees.listed(agencyId, members));
    }

    private static ListedFee end(Map<String, Object> members) {
        try {
            if (Boolean.TRUE.equals(members.get(END))
                    && members.get("fees") instanceof BigDecimal count
                    && members.get("takenAt") instanceof String at) {
                return new ListedFee.End(count.longValueExact(), Instant.parse(at));
            }
        } catch (ArithmeticException | DateTimeException notSaid) {
            return new ListedFee.BrokenEnd();
        }
        return new ListedFee.BrokenEnd();
    }
}
