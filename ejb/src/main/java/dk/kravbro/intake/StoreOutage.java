package dk.kravbro.intake;

import java.sql.SQLException;
import java.util.Set;

/** Tells whether a failure means that the database is away or busy, so that the same request may be sent again. */
public final class StoreOutage {

    /** Connection lost, shutting down, too many connections, deadlock or serialisation, lock not to be had. */
    private static final Set<String> STATES = Set.of("08", "57", "53", "40", "55");

    /** Names, since the server's own classes are not on our class path. */
    private static final Set<String> NAMES = Set.of(
            "jakarta.resource.ResourceException",
            "jakarta.transaction.RollbackException",
            "jakarta.transaction.HeuristicMixedException",
            "jakarta.transaction.HeuristicRollbackException",
            "jakarta.transaction.SystemException",
            "java.net.ConnectException",
            "org.hibernate.exception.JDBCConnectionException");

    private static final int DEEPEST = 20;

    private StoreOutage() {}

    /** Whether it is, or one of its causes. */
    public static boolean isBehind(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < DEEPEST; i++) {
            if (cause instanceof SQLException sql && isOutage(sql)) {
                return true;
            }
            for (Class<?> type = cause.getClass(); type != null; type = type.getSuperclass()) {
                if (NAMES.contains(type.getName())) {
                    return true;
                }
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isOutage(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && state.length() == 5 && STATES.contains(state.substring(0, 2));
    }
}
