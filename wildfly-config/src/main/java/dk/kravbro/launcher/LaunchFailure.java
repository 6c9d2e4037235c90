package dk.kravbro.launcher;

import java.io.Serial;

/** Something could not be started, or did not do what it should. The message tells a person what, and what to do. */
public class LaunchFailure extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public LaunchFailure(String message) {
        super(message);
    }

    public LaunchFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
