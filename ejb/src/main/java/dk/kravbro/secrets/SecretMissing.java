package dk.kravbro.secrets;

/** A password or a key file is not there, or does not fit; says which and what to do, and never the password. */
public class SecretMissing extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SecretMissing(String what) {
        super(what);
    }

    SecretMissing(String what, Throwable why) {
        super(what, why);
    }
}
