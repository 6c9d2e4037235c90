package dk.kravbro.simulator;

/** A claim as the debtor system holds it; all amounts in øre. Guarded by the lock of {@link DebtorSystems}. */
final class ClaimAccount {

    private final String reference;
    private long principalOre;
    private long writtenUpOre;
    private long writtenDownOre;
    private long withdrawnOre;
    private boolean withdrawn;
    private long coveredOre;
    private long writtenOffOre;
    private boolean answered;
    private boolean closed;

    ClaimAccount(String reference) {
        this.reference = reference;
    }

    String reference() {
        return reference;
    }

    boolean withdrawn() {
        return withdrawn;
    }

    /** Whether the debtor's side has been played for it. */
    boolean answered() {
        return answered;
    }

    /** What the creditor says is owed, before coverages and write-offs. */
    long owedOre() {
        return principalOre + writtenUpOre - writtenDownOre - withdrawnOre;
    }

    long balanceOre() {
        return owedOre() - coveredOre - writtenOffOre;
    }

    void apply(String kind, long amountOre) {
        switch (kind) {
            case "REGISTER" -> principalOre += amountOre;
            case "WRITE_UP" -> writtenUpOre += amountOre;
            case "WRITE_DOWN" -> writtenDownOre += amountOre;
            case "WITHDRAW" -> {
                // A second withdrawal takes nothing more: there is nothing left to take.
                withdrawnOre += owedOre();
                withdrawn = true;
            }
            default -> {
                // A change of party moves no money.
            }
        }
    }

    void apply(JournalEntry.Notice notice) {
        answered = true;
        switch (notice.kind()) {
            case "COVERAGE" -> coveredOre += notice.amountOre();
            case "WRITE_OFF" -> writtenOffOre += notice.amountOre();
            default -> closed = notice.code().equals("LUKKET");
        }
    }

    /** The line of the store's export. */
    Line line(String municipalityCvr) {
        return new Line(
                "claim",
                municipalityCvr,
                reference,
                principalOre,
                writtenUpOre,
                writtenDownOre,
                withdrawnOre,
                withdrawn,
                coveredOre,
                writtenOffOre,
                balanceOre(),
                closed ? "LUKKET" : "AABEN");
    }

    /** What the export says of a claim. */
    record Line(
            String type,
            String municipalityCvr,
            String claimReference,
            long principalOre,
            long writtenUpOre,
            long writtenDownOre,
            long withdrawnOre,
            boolean withdrawn,
            long coveredOre,
            long writtenOffOre,
            long balanceOre,
            String status) {}
}
