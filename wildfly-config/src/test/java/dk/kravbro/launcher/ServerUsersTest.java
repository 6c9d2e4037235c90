package dk.kravbro.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerUsersTest {

    @Test
    void users_and_roles_are_written_as_the_server_reads_them(@TempDir Path configuration) {
        new ServerUsers()
                .with("fbs", "one", "fbs")
                .with("kommune0101", "two", "municipality", "kommune-0101")
                .withAdministrator("admin", "three")
                .write(configuration);

        assertThat(configuration.resolve("kravbro-users.properties")).hasContent("fbs=one\nkommune0101=two");
        assertThat(configuration.resolve("kravbro-roles.properties"))
                .hasContent("fbs=fbs\nkommune0101=municipality,kommune-0101");
        // md5 of "admin:ManagementRealm:three", as bin/add-user.sh makes it
        assertThat(configuration.resolve("mgmt-users.properties"))
                .hasContent("#$REALM_NAME=ManagementRealm$\nadmin=c5cf9ed1071341e851b3f30303274657");
    }
}
