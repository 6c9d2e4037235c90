package dk.kravbro.claim;

/** What a claim is for in law (fordringstype). Which code a debtor system has for it is the contract's business. */
public enum ClaimType {
    /** Fee for a late return (gebyr for overskredet lånetid). */
    LATE_FEE,
    /**
     * Compensation (erstatning) that the debtor acknowledged in writing, or for what was not returned to a library
     * that gives a receipt at return: may be enforced by deduction from wages.
     */
    COMPENSATION_ACKNOWLEDGED,
    /** Compensation otherwise: a civil claim. */
    COMPENSATION_UNACKNOWLEDGED,
    /** Anything else that FBS sends. */
    OTHER;

    /**
     * The type of a compensation.
     *
     * @param returned whether the material came back (damaged) rather than not at all
     * @param acknowledged whether the debtor acknowledged the claim in writing
     * @param libraryGivesReceipts whether the library gives a receipt at return
     */
    public static ClaimType ofCompensation(boolean returned, boolean acknowledged, boolean libraryGivesReceipts) {
        boolean provenByReceipt = !returned && libraryGivesReceipts;
        return acknowledged || provenByReceipt ? COMPENSATION_ACKNOWLEDGED : COMPENSATION_UNACKNOWLEDGED;
    }
}
