package dk.kravbro.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may log in at a server of the demo profile: users of the application, and of the management console.
 *
 * <p>Kept in memory until a server is made with them; then they stand in its configuration directory.
 */
public final class ServerUsers {

    private final Map<String, Login> application = new LinkedHashMap<>();
    private final Map<String, String> management = new LinkedHashMap<>();

    /**
     * A user of the application.
     *
     * @param roles what the user may do: fbs, operator, municipality, kommune-0101 …
     */
    public record Login(String name, String password, List<String> roles) {

        public Login {
            roles = List.copyOf(roles);
        }
    }

    /** Adds a user of the application. */
    public ServerUsers with(String name, String password, String... roles) {
        application.put(name, new Login(name, password, List.of(roles)));
        return this;
    }

    /** Adds a user of the management interface and its console, who may do everything there. */
    public ServerUsers withAdministrator(String name, String password) {
        management.put(name, password);
        return this;
    }

    public Optional<Login> find(String name) {
        return Optional.ofNullable(application.get(name));
    }

    /** Writes the files that the configuration kravbro-demo.xml reads. */
    void write(Path configuration) {
        List<String> users = new ArrayList<>();
        List<String> roles = new ArrayList<>();
        for (Login login : application.values()) {
            users.add(login.name() + "=" + login.password());
            roles.add(login.name() + "=" + String.join(",", login.roles()));
        }
        List<String> administrators = new ArrayList<>(List.of("#$REALM_NAME=ManagementRealm$"));
        management.forEach((name, password) -> administrators.add(name + "=" + digest(name, password)));
        try {
            Files.write(configuration.resolve("kravbro-users.properties"), users);
            Files.write(configuration.resolve("kravbro-roles.properties"), roles);
            Files.write(configuration.resolve("mgmt-users.properties"), administrators);
        } catch (IOException e) {
            throw new LaunchFailure("Cannot write the users into " + configuration + ": " + e.getMessage(), e);
        }
    }

    /** The form that the distribution's management realm demands; its algorithm is not our choice. */
    private static String digest(String name, String password) {
        try {
            byte[] text = (name + ":ManagementRealm:" + password).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
