package dk.kravbro.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** The CLI scripts on a real, embedded server: apply, apply again, undo, undo again. */
class ServerScriptsIT {

    private static final Path HOME = Path.of(System.getProperty("kravbro.server.home"));
    private static final Path SCRIPTS = Path.of(System.getProperty("kravbro.scripts"));
    private static final List<String> SHARED = List.of(
            "database",
            "transactions",
            "messaging",
            "work",
            "web",
            "secrets",
            "back-channel",
            "client-door",
            "observability");

    @TempDir
    Path base;

    private Path configuration;

    @BeforeEach
    void a_server_directory_of_its_own() throws IOException {
        configuration = Files.createDirectories(base.resolve("configuration"));
        try (Stream<Path> files = Files.list(HOME.resolve("standalone/configuration"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, configuration.resolve(file.getFileName()));
            }
        }
        Files.copy(configuration.resolve("standalone-full.xml"), configuration.resolve("trial.xml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"users-demo", "users-production tokens"})
    void scripts_can_be_applied_twice_and_undone_twice(String users) throws Exception {
        List<String> all = new ArrayList<>(SHARED);
        all.addAll(List.of(users.split(" ")));
        List<String> undo = new ArrayList<>();
        for (String script : all) {
            undo.add(0, "undo-" + script);
        }

        // The distribution's file, as the server itself writes it: the only difference may be in its form.
        run(List.of());
        String pristine = meaning();

        run(all);
        String once = meaning();
        assertThat(once).isNotEqualTo(pristine);

        run(all);
        assertThat(meaning()).as("applied twice").isEqualTo(once);

        run(undo);
        assertThat(meaning()).as("undone").isEqualTo(pristine);

        run(undo);
        assertThat(meaning()).as("undone twice").isEqualTo(pristine);
    }

    @Test
    void every_script_says_why_and_has_a_twin() throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).toList();
            assertThat(names).isNotEmpty();
            for (String name : names) {
                assertThat(Files.readString(SCRIPTS.resolve(name))).as(name).startsWith("# Why: ");
                if (!name.startsWith("undo-")) {
                    assertThat(names).contains("undo-" + name);
                }
            }
        }
    }

    @Test
    void the_production_configuration_holds_no_password() throws IOException {
        String production = Files.readString(configuration.resolve("kravbro-production.xml"));

        assertThat(production).doesNotContain("password=\"sa\"", "clear-text=\"password\"", "password=\"kravbro\"");
        assertThat(production)
                .contains("password=\"${kravbro.db.password}\"", "clear-text=\"${kravbro.tls.password}\"");
        assertThat(production.lines().filter(line -> line.contains("clear-text=\"")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).containsPattern("clear-text=\"\\$\\{kravbro\\.[a-z.]+\\}\""));
        assertThat(production.lines().filter(line -> line.contains("password=\"")))
                .allSatisfy(line -> assertThat(line).contains("password=\"${kravbro.db.password}\""));
    }

    private void run(List<String> scripts) throws Exception {
        StringBuilder text = new StringBuilder("embed-server --std-out=discard --server-config=trial.xml\n");
        for (String script : scripts) {
            text.append(Files.readString(SCRIPTS.resolve(script + ".cli"))).append('\n');
        }
        // A server only writes its file when something changes.
        text.append("/system-property=trial:add(value=1)\n/system-property=trial:remove\nstop-embedded-server\n");
        Path file = Files.writeString(base.resolve("trial.cli"), text);
        Path log = base.resolve("trial.log");
        ProcessBuilder builder = new ProcessBuilder(
                        ChildProcess.java(),
                        "-Djboss.server.base.dir=" + base,
                        "-Dlogging.configuration=file:" + HOME.resolve("bin/jboss-cli-logging.properties"),
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.base/java.security=ALL-UNNAMED",
                        "-jar",
                        HOME.resolve("jboss-modules.jar").toString(),
                        "-mp",
                        HOME.resolve("modules").toString(),
                        "org.jboss.as.cli",
                        "--file=" + file)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JBOSS_HOME", HOME.toString());
        // Without it the production configuration refuses to start at all, embedded or not.
        builder.environment().put("KRAVBRO_TLS_PASSWORD", "of-the-test");
        builder.environment().put("KRAVBRO_CREDENTIALS_PASSWORD", "of-the-test");
        builder.environment().put("KRAVBRO_OIDC_ISSUER", "https://login.example");
        builder.environment().put("KRAVBRO_OIDC_AUDIENCE", "of-the-test");
        Process process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(() -> read(log)).isZero();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The configuration without what does not matter: order of elements and attributes, blanks. */
    private String meaning() throws Exception {
        Element root = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(configuration.resolve("trial.xml").toFile())
                .getDocumentElement();
        StringWriter text = new StringWriter();
        for (String line : lines(root, "")) {
            text.write(line + "\n");
        }
        return text.toString();
    }

    private static List<String> lines(Element element, String indent) {
        List<String> attributes = new ArrayList<>();
        NamedNodeMap map = element.getAttributes();
        for (int i = 0; i < map.getLength(); i++) {
            attributes.add(map.item(i).getNodeName() + "=" + map.item(i).getNodeValue());
        }
        Collections.sort(attributes);
        List<List<String>> children = new ArrayList<>();
        StringBuilder own = new StringBuilder();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(lines(child, indent + "  "));
            } else if (node.getNodeType() == Node.TEXT_NODE) {
                own.append(node.getNodeValue().strip());
            }
        }
        children.sort((a, b) -> String.join("\n", a).compareTo(String.join("\n", b)));
        List<String> result = new ArrayList<>();
        result.add(indent + element.getNodeName() + " " + attributes + " " + own);
        children.forEach(result::addAll);
        return result;
    }
}
