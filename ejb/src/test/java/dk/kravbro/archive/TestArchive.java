package dk.kravbro.archive;

import dk.kravbro.settings.Settings;
import dk.kravbro.testsupport.TestKeys;
import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;

/** An archive for tests of other rooms: keeps all, sealed with the tests' key. */
public final class TestArchive {

    private TestArchive() {}

    public static CallArchive of(DataSource database) {
        CallArchive archive = new CallArchive();
        archive.database = database;
        archive.clock = Clock.systemUTC();
        archive.settings = Settings.of(Map.of());
        archive.seal = new MessageSeal(TestKeys.seal());
        return archive;
    }
}
