package dk.kravbro.monitoring;

import dk.kravbro.readiness.ClaimFinding;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A claim with everything there is to say about it.
 *
 * @param row what the list says of it
 * @param municipalityCode whose it is
 * @param debtorKind the register of the debtor's number: CPR, SUBSTITUTE_CPR, CVR, P_NUMBER, GLN, or SOLE_TRADER for a
 *     person's own CVR number; empty if unknown
 * @param maskedIdentity a person's number with its last four digits hidden; an organisation's in full
 * @param reason FBS's words for what is owed
 * @param description what the debtor system is told
 * @param incurredOn when it came into being; null if unknown
 * @param dueOn when it is to be paid; null if unknown
 * @param accountStatus the account's last known status; empty if none
 * @param guardians how many guardians FBS named
 * @param balance how the outstanding amount comes about
 * @param findings the readiness rules that it breaks, errors first
 * @param timeline what happened, newest first
 * @param erasedAt when its people were erased, since its time was over; null while they are kept
 */
public record ClaimDetail(
        ClaimRow row,
        String municipalityCode,
        String debtorKind,
        String maskedIdentity,
        String reason,
        String description,
        @Nullable LocalDate incurredOn,
        @Nullable LocalDate dueOn,
        String accountStatus,
        int guardians,
        Balance balance,
        List<ClaimFinding> findings,
        List<TimelineStep> timeline,
        @Nullable Instant erasedAt) {

    /**
     * Outstanding = principal + written up − written down − withdrawn − covered − written off, all in øre.
     *
     * @param principalOre what it was at first
     * @param writtenUpOre more owed, says FBS
     * @param writtenDownOre less owed, says FBS
     * @param withdrawnOre taken back by FBS
     * @param coveredOre paid
     * @param writtenOffOre given up by the debtor system
     */
    public record Balance(
            long principalOre,
            long writtenUpOre,
            long writtenDownOre,
            long withdrawnOre,
            long coveredOre,
            long writtenOffOre) {

        /** What is still owed, in øre. */
        public long outstandingOre() {
            return principalOre + writtenUpOre - writtenDownOre - withdrawnOre - coveredOre - writtenOffOre;
        }
    }

    /** Whether there is more to the number than is shown. */
    public boolean isMasked() {
        return maskedIdentity.endsWith(Identity.HIDDEN);
    }

    public ClaimDetail {
        findings = List.copyOf(findings);
        timeline = List.copyOf(timeline);
    }

    ClaimDetail with(List<ClaimFinding> found, List<TimelineStep> steps) {
        return new ClaimDetail(
                row,
                municipalityCode,
                debtorKind,
                maskedIdentity,
                reason,
                description,
                incurredOn,
                dueOn,
                accountStatus,
                guardians,
                balance,
                found,
                steps,
                erasedAt);
    }

    /** Never prints people. */
    @Override
    public String toString() {
        return "ClaimDetail[" + row.reference() + "]";
    }
}
