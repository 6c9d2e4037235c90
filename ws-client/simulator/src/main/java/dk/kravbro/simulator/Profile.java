package dk.kravbro.simulator;

/** How a kind of debtor system answers. The differences are assumed; see docs/simulator.md. */
enum Profile {
    /** KMD Opus: accepts at once, refuses a write-down above the balance. */
    OPUS("ACCEPTERET", true, false, false),
    /** Fujitsu Prisme: acknowledges receipt, lets a balance fall below zero. */
    PRISME("MODTAGET", true, true, false),
    /** EG ØS Indsigt: says delivered, tells nothing of account states, refuses a write-down above the balance. */
    OS_INDSIGT("AFLEVERET", false, false, false),
    /** København: accepts with a remark, lets a balance fall below zero. */
    KOBENHAVN("ACCEPTERET", true, true, true);

    private final String receiptState;
    private final boolean tellsAccountStatus;
    private final boolean allowsCredit;
    private final boolean addsRemark;

    Profile(String receiptState, boolean tellsAccountStatus, boolean allowsCredit, boolean addsRemark) {
        this.receiptState = receiptState;
        this.tellsAccountStatus = tellsAccountStatus;
        this.allowsCredit = allowsCredit;
        this.addsRemark = addsRemark;
    }

    String receiptState() {
        return receiptState;
    }

    boolean tellsAccountStatus() {
        return tellsAccountStatus;
    }

    boolean allowsCredit() {
        return allowsCredit;
    }

    boolean addsRemark() {
        return addsRemark;
    }
}
