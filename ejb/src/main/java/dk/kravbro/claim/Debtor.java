package dk.kravbro.claim;

/**
 * Who owes (skyldner): a person, a company, a sole trader or an institution. Not always the patron who borrowed.
 *
 * <p>Nothing here prints an identity or a name.
 */
public sealed interface Debtor {

    /** The register that an identity is from; the names are those that the debtor systems' port uses. */
    enum IdentityKind {
        CPR,
        SUBSTITUTE_CPR,
        CVR,
        P_NUMBER,
        GLN
    }

    /** Which register the identity is from. */
    IdentityKind kind();

    /** The number itself. */
    String identity();

    /** The name as FBS knows it; empty if unknown. */
    String name();

    /**
     * A person, also a child and one with a substitute number.
     *
     * @param cpr the number
     * @param name as FBS knows it
     */
    record Person(CprNumber cpr, String name) implements Debtor {

        @Override
        public IdentityKind kind() {
            return cpr.isSubstitute() ? IdentityKind.SUBSTITUTE_CPR : IdentityKind.CPR;
        }

        @Override
        public String identity() {
            return cpr.value();
        }

        @Override
        public String toString() {
            return "Person";
        }
    }

    /**
     * A company.
     *
     * @param cvr the number
     * @param name as FBS knows it; may be empty
     */
    record Company(CvrNumber cvr, String name) implements Debtor {

        @Override
        public IdentityKind kind() {
            return IdentityKind.CVR;
        }

        @Override
        public String identity() {
            return cvr.value();
        }

        @Override
        public String toString() {
            return "Company";
        }
    }

    /**
     * A person who trades under a CVR number (enkeltmandsvirksomhed): owes as the person that he or she is, so number and
     * name are personal.
     *
     * @param cvr the business's number
     * @param name as FBS knows it
     */
    record SoleTrader(CvrNumber cvr, String name) implements Debtor {

        @Override
        public IdentityKind kind() {
            return IdentityKind.CVR;
        }

        @Override
        public String identity() {
            return cvr.value();
        }

        @Override
        public String toString() {
            return "SoleTrader";
        }
    }

    /**
     * An institution (school, kindergarten) that borrows.
     *
     * @param kind CVR, P_NUMBER or GLN
     * @param identity a number of that kind
     * @param name as FBS knows it
     */
    record Institution(IdentityKind kind, String identity, String name) implements Debtor {

        /** @throws IllegalArgumentException if the identity is not one of that kind */
        public Institution {
            boolean valid = switch (kind) {
                case CVR -> CvrNumber.isValid(identity);
                case P_NUMBER -> PNumber.isValid(identity);
                case GLN -> Gln.isValid(identity);
                case CPR, SUBSTITUTE_CPR -> false;
            };
            if (!valid) {
                throw new IllegalArgumentException("an institution is known by CVR, P number or GLN");
            }
        }

        @Override
        public String toString() {
            return "Institution[" + kind + "]";
        }
    }
}
