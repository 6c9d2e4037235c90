package dk.kravbro.claim;

/**
 * A claim's debtor as the columns of {@code claims} hold it.
 *
 * @param sealed who it is: only {@link PeopleSeal} opens it
 * @param identityKey hash of register and number: equal for equal debtors
 * @param nameKey hash of the name's beginning: for a search, nearly always shared by many
 */
@SuppressWarnings("ArrayRecordComponent") // handed on to the database, never compared
public record SealedDebtor(byte[] sealed, byte[] identityKey, byte[] nameKey) {

    /** Never prints what it holds, sealed or not. */
    @Override
    public String toString() {
        return "SealedDebtor";
    }
}
