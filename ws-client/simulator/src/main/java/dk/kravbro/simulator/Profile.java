package dk.kravbro.simulator;

import java.util.Arrays;

/** How a kind of debtor system answers. The differences are assumed; see docs/simulator.md. */
enum Profile {
    /** KMD Opus: accepts at once, refuses a write-down above the balance, reposts roundings, writes off once a month. */
    OPUS("ACCEPTERET", Trait.TELLS_ACCOUNT_STATUS, Trait.ROUNDS_TO_KRONER, Trait.WRITES_OFF_MONTHLY),
    /** Fujitsu Prisme: acknowledges receipt and books the day after, lets a balance fall below zero and pays it back. */
    PRISME("MODTAGET", Trait.TELLS_ACCOUNT_STATUS, Trait.BOOKS_NEXT_DAY, Trait.ALLOWS_CREDIT, Trait.PAYS_BACK),
    /** EG ØS Indsigt: says delivered and books the day after, tells nothing of account states, refuses a write-down above the balance. */
    OS_INDSIGT("AFLEVERET", Trait.BOOKS_NEXT_DAY),
    /** København: accepts with a remark, lets a balance fall below zero and pays it back. */
    KOBENHAVN("ACCEPTERET", Trait.TELLS_ACCOUNT_STATUS, Trait.ADDS_REMARK, Trait.ALLOWS_CREDIT, Trait.PAYS_BACK);

    private enum Trait {
        TELLS_ACCOUNT_STATUS,
        ALLOWS_CREDIT,
        ADDS_REMARK,
        BOOKS_NEXT_DAY,
        ROUNDS_TO_KRONER,
        WRITES_OFF_MONTHLY,
        PAYS_BACK
    }

    private final String receiptState;
    private final boolean tellsAccountStatus;
    private final boolean allowsCredit;
    private final boolean addsRemark;
    private final int daysToBook;
    private final boolean roundsToKroner;
    private final boolean writesOffMonthly;
    private final boolean paysBack;

    Profile(String receiptState, Trait... traits) {
        this.receiptState = receiptState;
        this.tellsAccountStatus = Arrays.asList(traits).contains(Trait.TELLS_ACCOUNT_STATUS);
        this.allowsCredit = Arrays.asList(traits).contains(Trait.ALLOWS_CREDIT);
        this.addsRemark = Arrays.asList(traits).contains(Trait.ADDS_REMARK);
        this.daysToBook = Arrays.asList(traits).contains(Trait.BOOKS_NEXT_DAY) ? 1 : 0;
        this.roundsToKroner = Arrays.asList(traits).contains(Trait.ROUNDS_TO_KRONER);
        this.writesOffMonthly = Arrays.asList(traits).contains(Trait.WRITES_OFF_MONTHLY);
        this.paysBack = Arrays.asList(traits).contains(Trait.PAYS_BACK);
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

    /** So many days after the receipt a claim is on its account, and its life begins. */
    int daysToBook() {
        return daysToBook;
    }

    /** Whether debtors pay whole kroner, and the difference is reposted. */
    boolean roundsToKroner() {
        return roundsToKroner;
    }

    /** Whether claims barred by limitation are written off together on the first of a month. */
    boolean writesOffMonthly() {
        return writesOffMonthly;
    }

    /** Whether what was paid too much is paid back, also of a claim that was withdrawn. */
    boolean paysBack() {
        return paysBack;
    }
}
