package dk.kravbro.e2e;

import dk.kravbro.launcher.EmbeddedDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Starts PostgreSQL before Arquillian starts its server, and tells it the ports and the certificates. Stands before Arquillian's own extension
 * on the test class; inside the server, where the test class is run once more, it does nothing.
 */
public class InServerDatabase implements BeforeAllCallback {

    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(InServerDatabase.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        if (System.getProperty("jboss.home.dir") == null) {
            context.getRoot()
                    .getStore(HERE)
                    .getOrComputeIfAbsent("database", key -> Outside.start(), AutoCloseable.class);
        }
    }

    /** Apart, since its classes are not there inside the server. */
    private static final class Outside {

        static AutoCloseable start() {
            var ports = Installation.freePorts();
            System.setProperty("kravbro.in-server.offset", Integer.toString(ports.offset()));
            System.setProperty("kravbro.in-server.management", Integer.toString(ports.management()));
            System.setProperty("kravbro.in-server.database", Integer.toString(ports.database()));
            var certificates = Installation.certificates();
            System.setProperty(
                    "kravbro.in-server.certificates", certificates.directory().toString());
            System.setProperty("kravbro.in-server.certificates.password", certificates.password());
            Path directory = Path.of(Installation.required("kravbro.e2e.directory"))
                    .resolve("in-server")
                    .resolve("postgresql");
            EmbeddedDatabase.stopOrphan(directory);
            Installation.delete(directory.getParent());
            return EmbeddedDatabase.start(directory, ports.database());
        }
    }
}
