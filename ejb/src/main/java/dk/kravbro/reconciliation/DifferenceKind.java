package dk.kravbro.reconciliation;

/** How what FBS lists differs from what is here. A fee has one kind: the first that fits. */
public enum DifferenceKind {
    /** The line cannot be read, or lists a fee that was listed before. */
    UNREADABLE(false),
    /** Here is something later than the list: a change that came after it was made, or while it was compared. */
    LATER_HERE(false),
    /** FBS lists it, and it was never told of here. */
    MISSING_HERE(true),
    /** Open here, and FBS does not list it. */
    MISSING_THERE(true),
    /** FBS lists it as open; here it was cancelled, or is paid or written off. */
    OTHER_STATE(false),
    /** Another amount; perhaps another debtor too. */
    OTHER_AMOUNT(true),
    /** The same amount, but somebody else owes it or is a guardian. */
    OTHER_DEBTOR(true),
    /** Another version, with nothing in it that would be told to a debtor system. */
    OTHER_VERSION(true),
    /** The same version, but something of it that stays here is not the same. */
    OTHER_DETAILS(false);

    private final boolean isForApplying;

    DifferenceKind(boolean isForApplying) {
        this.isForApplying = isForApplying;
    }

    /** Whether somebody may ask for such differences to be applied. */
    public boolean isForApplying() {
        return isForApplying;
    }
}
