package dk.kravbro.submission;

import javax.sql.DataSource;

/** For tests of other rooms, which cannot reach a bean's resources. */
public final class TestCalendars {

    private TestCalendars() {}

    public static RunCalendars on(DataSource database) {
        RunCalendars calendars = new RunCalendars();
        calendars.database = database;
        return calendars;
    }
}
