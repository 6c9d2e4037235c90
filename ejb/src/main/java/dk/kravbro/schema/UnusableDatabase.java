package dk.kravbro.schema;

/** The database is away for too long, or is set up so that the product cannot work. Stops the start. */
public final class UnusableDatabase extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    UnusableDatabase(String why) {
        super(why);
    }

    UnusableDatabase(String why, Throwable cause) {
        super(why, cause);
    }
}
