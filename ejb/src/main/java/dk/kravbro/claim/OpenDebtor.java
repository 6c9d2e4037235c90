package dk.kravbro.claim;

/**
 * Who owes a claim, opened, with the hash of what FBS said last: that hash is made of the identity number too, so it is
 * sealed with it.
 *
 * @param contentHash of FBS's latest version
 * @param kind the register of the number, a name of {@link Debtor.IdentityKind}, or {@link #SOLE_TRADER}
 * @param identity the number
 * @param name as FBS knows it; empty if unknown
 */
public record OpenDebtor(String contentHash, String kind, String identity, String name) {

    /** A person's own CVR number. */
    public static final String SOLE_TRADER = "SOLE_TRADER";

    static OpenDebtor of(String contentHash, Debtor debtor) {
        String kind = debtor instanceof Debtor.SoleTrader
                ? SOLE_TRADER
                : debtor.kind().name();
        return new OpenDebtor(contentHash, kind, debtor.identity(), debtor.name());
    }

    OpenDebtor said(String newHash) {
        return new OpenDebtor(newHash, kind, identity, name);
    }

    /** Never prints a person. */
    @Override
    public String toString() {
        return "OpenDebtor[" + kind + "]";
    }
}
