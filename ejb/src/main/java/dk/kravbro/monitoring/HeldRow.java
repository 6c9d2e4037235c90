package dk.kravbro.monitoring;

import dk.kravbro.readiness.ClaimFinding;
import java.time.Instant;
import java.util.List;

/**
 * A claim that is kept here until FBS puts it right, or its municipality makes something else of a rule.
 *
 * @param id its key in the list
 * @param amountOre what FBS says is owed
 * @param findings what stops it, in their order
 * @param since when the oldest of them was found
 */
public record HeldRow(long id, ClaimReference claim, long amountOre, List<ClaimFinding> findings, Instant since) {

    public HeldRow {
        findings = List.copyOf(findings);
    }
}
