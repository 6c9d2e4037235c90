package dk.kravbro.secrets;

import java.security.KeyStore;

/** A key store that is open, and the password of the keys in it. Never printed. */
public final class OpenKeys {

    private final KeyStore keys;
    private final char[] password;

    OpenKeys(KeyStore keys, char[] password) {
        this.keys = keys;
        this.password = password;
    }

    public KeyStore keys() {
        return keys;
    }

    /** Of the keys; a copy. */
    public char[] password() {
        return password.clone();
    }
}
