package dk.kravbro.debtorsystem.oir.security;

/** How Serviceplatformen is shown who calls for whom; one model per installation. */
public enum SecurityModel {
    /**
     * No protection at all: for a simulator on the same machine. An address on another machine is refused with it.
     */
    NONE,
    /** Mutual TLS, and an InvocationContext in the message: service agreement, system, user. */
    INVOCATION_CONTEXT,
    /** Mutual TLS, and AuthorityContext with CallContext in the message: the municipality's CVR number. */
    AUTHORITY_CONTEXT,
    /** KombitToken (OIO IDWS): mutual TLS, a holder-of-key token for the municipality, and signed messages both ways. */
    KOMBIT_TOKEN;

    /** Whether calls need an https address and a certificate of our own. */
    public boolean needsTls() {
        return this != NONE;
    }
}
