package dk.kravbro.debtorsystem.oir.security;

import java.time.Instant;

/**
 * A token for one municipality (SAML 2.0, holder of key).
 *
 * @param municipalityCvr whose
 * @param id the assertion's own id, to which signatures refer
 * @param assertion the assertion as XML text that stands by itself
 * @param issuedAt from when on it holds
 * @param expiresAt until when it holds, exclusive
 */
record SecurityToken(String municipalityCvr, String id, String assertion, Instant issuedAt, Instant expiresAt) {

    /** Never prints the token. */
    @Override
    public String toString() {
        return "SecurityToken[" + municipalityCvr + ", until " + expiresAt + "]";
    }
}
