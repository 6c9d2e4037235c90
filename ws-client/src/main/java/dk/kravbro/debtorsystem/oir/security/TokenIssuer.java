package dk.kravbro.debtorsystem.oir.security;

/** Gives tokens. */
interface TokenIssuer {

    /**
     * A new token.
     *
     * @throws NoToken if there is none now
     */
    SecurityToken issue(String municipalityCvr) throws NoToken;
}
