package dk.kravbro.settlement;

import java.sql.SQLException;

/**
 * The database did not do its part; the transaction is rolled back. Carries the SQL state only: the driver's own message
 * may hold the row, and with it people.
 */
final class StorageFailure extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    StorageFailure(String step, SQLException cause) {
        super(step + ": SQL state " + cause.getSQLState());
    }
}
