package dk.kravbro.client;

/**
 * What proves that a caller is a client (legitimation). The value is as the doors in web read it.
 *
 * @param value 1 to 200 characters
 */
public record Proof(Kind kind, String value) {

    /** Where the value comes from. */
    public enum Kind {
        /** The name of a user of the server's identity store. */
        USER,
        /** SHA-256 of one certificate, 64 hexadecimal digits in lower case: ends with the certificate. */
        CERTIFICATE,
        /** CVR number, a blank and serialNumber of an organisation's certificates (OCES): stays when they are renewed. */
        ORGANISATION,
        /** The client id of a token: claim azp, else client_id. */
        TOKEN_CLIENT,
        /** The subject of a token: claim sub. */
        TOKEN_SUBJECT
    }

    /** Longest value, in characters. */
    public static final int LONGEST = 200;

    /** @throws IllegalArgumentException if the value is empty or too long */
    public Proof {
        if (value.isEmpty() || value.length() > LONGEST) {
            throw new IllegalArgumentException("a proof has 1 to " + LONGEST + " characters");
        }
    }

    @Override
    public String toString() {
        return kind + " " + value;
    }
}
