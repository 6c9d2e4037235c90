package dk.kravbro.web.api;

import io.undertow.server.ServerConnection;
import io.undertow.servlet.handlers.ServletRequestContext;
import java.io.IOException;

/** Ends a caller's connection from another thread than the one that serves it, which may stand in a read or a write. */
final class HangUp {

    private HangUp() {}

    /**
     * Ends the current request's connection when it is run.
     *
     * @param said what is said first
     */
    static Runnable onCurrent(Runnable said) {
        ServerConnection connection =
                ServletRequestContext.requireCurrent().getExchange().getConnection();
        return () -> {
            said.run();
            try {
                connection.close();
            } catch (IOException alreadyGone) {
                ApiLog.LOG.debugf(
                        "a connection was gone already: %s",
                        alreadyGone.getClass().getSimpleName());
            }
        };
    }
}
