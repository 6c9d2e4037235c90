package dk.kravbro.simulator.security;

import dk.kravbro.simulator.pki.RehearsalPki;

/** How the protected address is to be found. */
public enum Showing {
    /** With the certificate that it should have. */
    RIGHT_CERTIFICATE(RehearsalPki.SERVER),
    /** With one that has ended. */
    ENDED_CERTIFICATE(RehearsalPki.SERVER_ENDED),
    /** With one of another host. */
    OTHER_HOST(RehearsalPki.SERVER_ELSEWHERE),
    /** Nobody listens. */
    NOBODY("");

    private final String certificate;

    Showing(String certificate) {
        this.certificate = certificate;
    }

    /** The certificate's name in the rehearsal's directory; empty if none is shown. */
    String certificate() {
        return certificate;
    }
}
