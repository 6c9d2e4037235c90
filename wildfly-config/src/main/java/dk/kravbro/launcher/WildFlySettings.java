package dk.kravbro.launcher;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How one node is to be started. Built by {@link #of} and the {@code with} methods; each gives a new one.
 *
 * @param home the server that the build configured (never written to)
 * @param base the node's own directory; process number and console output stand beside it
 * @param application the EAR to deploy
 * @param configuration file name of the server configuration
 * @param node name of the node: unique among the nodes of a database, at most 23 characters
 * @param portOffset added to 8080, 9990 and the server's other ports
 * @param users who may log in
 * @param environment added to the process's environment
 * @param systemProperties of the server: MicroProfile Config keys, for example
 * @param jvmOptions after the launcher's own, so they win: {@code -Xmx2g}, {@code -javaagent:…}
 */
public record WildFlySettings(
        Path home,
        Path base,
        Path application,
        String configuration,
        String node,
        int portOffset,
        ServerUsers users,
        Map<String, String> environment,
        Map<String, String> systemProperties,
        List<String> jvmOptions) {

    /** As whom a protected server is registered with the platform of a rehearsal. */
    public static final String ENTITY_ID = "http://kravbro.example/service/tilbagemelding/1";

    private static final int LONGEST_NODE_NAME = 23;

    /** What WildFly's own start script opens for it (bin/common.sh). */
    private static final List<String> MODULAR_JVM = List.of(
            "--add-exports=java.desktop/sun.awt=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.url.ldap=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.url.ldaps=ALL-UNNAMED",
            "--add-exports=jdk.naming.dns/com.sun.jndi.dns=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.management/javax.management=ALL-UNNAMED",
            "--add-opens=java.naming/javax.naming=ALL-UNNAMED");

    public WildFlySettings {
        if (node.isEmpty() || node.length() > LONGEST_NODE_NAME) {
            throw new LaunchFailure("A node's name has 1 to " + LONGEST_NODE_NAME + " characters: " + node);
        }
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
        systemProperties = Collections.unmodifiableMap(new TreeMap<>(systemProperties));
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** A node of the demo profile named "kravbro-1" on the standard ports, without users. */
    public static WildFlySettings of(Path home, Path base, Path application) {
        return new WildFlySettings(
                home,
                base,
                application,
                "kravbro-demo.xml",
                "kravbro-1",
                0,
                new ServerUsers(),
                Map.of(),
                Map.of(),
                List.of());
    }

    public WildFlySettings withConfiguration(String file) {
        return new WildFlySettings(
                home, base, application, file, node, portOffset, users, environment, systemProperties, jvmOptions);
    }

    public WildFlySettings withNode(String name) {
        return new WildFlySettings(
                home,
                base,
                application,
                configuration,
                name,
                portOffset,
                users,
                environment,
                systemProperties,
                jvmOptions);
    }

    public WildFlySettings withPortOffset(int offset) {
        return new WildFlySettings(
                home, base, application, configuration, node, offset, users, environment, systemProperties, jvmOptions);
    }

    public WildFlySettings withUsers(ServerUsers who) {
        return new WildFlySettings(
                home,
                base,
                application,
                configuration,
                node,
                portOffset,
                who,
                environment,
                systemProperties,
                jvmOptions);
    }

    /** The database the node works on. */
    public WildFlySettings withDatabase(EmbeddedDatabase database) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put("KRAVBRO_DB_HOST", "127.0.0.1");
        more.put("KRAVBRO_DB_PORT", Integer.toString(database.port()));
        more.put("KRAVBRO_DB_NAME", EmbeddedDatabase.NAME);
        more.put("KRAVBRO_DB_USER", EmbeddedDatabase.NAME);
        more.put("KRAVBRO_DB_PASSWORD", EmbeddedDatabase.NAME);
        return new WildFlySettings(
                home, base, application, configuration, node, portOffset, users, more, systemProperties, jvmOptions);
    }

    /** The debtor systems the node calls. */
    public WildFlySettings withSimulator(SimulatorProcess simulator) {
        return withDebtorSystems(simulator.address());
    }

    /** The debtor systems the node calls in the security model KombitToken, and which call it so. */
    public WildFlySettings withProtectedSimulator(SimulatorProcess simulator, RehearsalCertificates certificates) {
        return withDebtorSystems(simulator.platform())
                .withProperty("kravbro.oir.security", "kombit-token")
                .withProperty(
                        "kravbro.oir.token.url",
                        simulator.platform() + "/sts/runtime/services/kombittrust/14/certificatemixed")
                .withProperty(
                        "kravbro.oir.keystore",
                        certificates.keyStore("fagsystem").toString())
                .withProperty(
                        "kravbro.oir.truststore", certificates.trustStore().toString())
                .withProperty(
                        "kravbro.oir.signers", certificates.keyStore("signers").toString())
                .withProperty("kravbro.callback.security", "signed-token")
                .withProperty("kravbro.callback.entity-id", ENTITY_ID);
    }

    private WildFlySettings withDebtorSystems(URI address) {
        return withProperty("kravbro.oir.registration.url", address + "/service/OIR/DebitorRegistreringAfsend/1")
                .withProperty("kravbro.oir.inquiry.url", address + "/service/OIR/DebitorForespoergsel/1")
                .withProperty("kravbro.oir.payment.url", address + "/service/OIR/DebitorIndbetaling/1");
    }

    /** The certificates of the back channel, and the platform that may deliver on it for everybody. */
    public WildFlySettings withCertificates(RehearsalCertificates certificates) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        // Not as a property: the command line of a process can be read by every user of the machine.
        more.put("KRAVBRO_CREDENTIALS_PASSWORD", certificates.password());
        return new WildFlySettings(
                        home,
                        base,
                        application,
                        configuration,
                        node,
                        portOffset,
                        users,
                        more,
                        systemProperties,
                        jvmOptions)
                .withProperty(
                        "kravbro.credentials.store",
                        certificates.credentialStore().toString())
                .withProperty(
                        "kravbro.back-channel.keystore",
                        certificates.keyStore("server").toString())
                .withProperty(
                        "kravbro.back-channel.truststore",
                        certificates.trustStore().toString())
                .withProperty("kravbro.callback.platform-cvrs", RehearsalCertificates.PLATFORM_CVR);
    }

    public WildFlySettings withProperty(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(systemProperties);
        more.put(key, value);
        return new WildFlySettings(
                home, base, application, configuration, node, portOffset, users, environment, more, jvmOptions);
    }

    public WildFlySettings withJvmOption(String option) {
        List<String> more = new ArrayList<>(jvmOptions);
        more.add(option);
        return new WildFlySettings(
                home, base, application, configuration, node, portOffset, users, environment, systemProperties, more);
    }

    /** By which the process is known again among all processes of the machine. */
    String mark() {
        return "-Dkravbro.process=" + base.toAbsolutePath();
    }

    /** The JVM itself, without the start script: the process that is started is the server (rule L1). */
    List<String> command() {
        Path own = base.toAbsolutePath();
        List<String> words = new ArrayList<>(List.of(ChildProcess.java(), mark(), "-D[Standalone]"));
        words.addAll(List.of("-Xms256m", "-Xmx1g", "-XX:+ExitOnOutOfMemoryError"));
        words.addAll(MODULAR_JVM);
        words.add("-Dfile.encoding=UTF-8");
        words.add("-Djava.awt.headless=true");
        words.add("-Djava.net.preferIPv4Stack=true");
        words.add("-Dsun.net.http.retryPost=false");
        words.add("-Djboss.modules.system.pkgs=org.jboss.byteman");
        words.add("-Djdk.serialFilter=maxbytes=10485760;maxdepth=128;maxarray=100000;maxrefs=300000");
        words.add("-Dorg.jboss.boot.log.file=" + own.resolve("log").resolve("server.log"));
        words.add("-Dlogging.configuration=file:" + own.resolve("configuration").resolve("logging.properties"));
        words.addAll(jvmOptions);
        words.addAll(List.of("-jar", home.resolve("jboss-modules.jar").toString()));
        words.addAll(List.of("-mp", home.resolve("modules").toString(), "org.jboss.as.standalone"));
        words.add("-Djboss.home.dir=" + home.toAbsolutePath());
        words.add("-Djboss.server.base.dir=" + own);
        words.addAll(List.of("-c", configuration, "-b", "127.0.0.1", "-bmanagement", "127.0.0.1"));
        words.add("-Djboss.node.name=" + node);
        words.add("-Djboss.tx.node.id=" + node);
        words.add("-Djboss.socket.binding.port-offset=" + portOffset);
        systemProperties.forEach((key, value) -> words.add("-D" + key + "=" + value));
        return List.copyOf(words);
    }
}
