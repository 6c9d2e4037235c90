package dk.kravbro.secrets;

/** A sealed value does not open: it was altered, moved to another row, or sealed by another key of that number. */
public class NotOpened extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotOpened(String place, int key) {
        super("what is sealed at " + place + " does not open with data-key-" + key);
    }
}
