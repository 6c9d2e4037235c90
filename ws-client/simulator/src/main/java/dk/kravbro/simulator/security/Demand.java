package dk.kravbro.simulator.security;

import java.util.Locale;

/** What the platform demands of a caller beyond a certificate. */
public enum Demand {
    /** An InvocationContext with the agreement {@link PlatformSecurity#AGREEMENT}. */
    INVOCATION_CONTEXT,
    /** An AuthorityContext that names the municipality, and a CallContext. */
    AUTHORITY_CONTEXT,
    /** A token for the municipality, and a signed message. */
    KOMBIT_TOKEN;

    /** As it is said on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
