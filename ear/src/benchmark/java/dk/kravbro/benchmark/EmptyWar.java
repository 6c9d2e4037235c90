package dk.kravbro.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs the {@linkplain EmptyApplication empty application} with the same log-in as the product's API. */
final class EmptyWar {

    static final String NAME = "benchmark-empty.war";

    /** Where it answers. */
    static final String PATH = "/benchmark-empty/v1/empty";

    private static final String WEB = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <security-constraint>
                <web-resource-collection>
                  <web-resource-name>everything</web-resource-name>
                  <url-pattern>/*</url-pattern>
                </web-resource-collection>
                <auth-constraint><role-name>fbs</role-name></auth-constraint>
              </security-constraint>
              <login-config><auth-method>BASIC</auth-method><realm-name>Kravbro</realm-name></login-config>
              <security-role><role-name>fbs</role-name></security-role>
            </web-app>
            """;

    private static final String JBOSS_WEB = """
            <jboss-web>
              <context-root>/benchmark-empty</context-root>
              <security-domain>kravbro</security-domain>
            </jboss-web>
            """;

    private EmptyWar() {}

    /** Puts it into a server's directory of deployments. */
    static void write(Path deployments) throws IOException {
        try (OutputStream file = Files.newOutputStream(deployments.resolve(NAME));
                ZipOutputStream war = new ZipOutputStream(file)) {
            add(war, "WEB-INF/web.xml", WEB.getBytes(StandardCharsets.UTF_8));
            add(war, "WEB-INF/jboss-web.xml", JBOSS_WEB.getBytes(StandardCharsets.UTF_8));
            for (Class<?> part : List.of(EmptyApplication.class, EmptyResource.class)) {
                String name = part.getName().replace('.', '/') + ".class";
                try (InputStream code = part.getClassLoader().getResourceAsStream(name)) {
                    if (code == null) {
                        throw new IOException(name + " is not on the class path");
                    }
                    add(war, "WEB-INF/classes/" + name, code.readAllBytes());
                }
            }
        }
    }

    private static void add(ZipOutputStream war, String name, byte[] content) throws IOException {
        war.putNextEntry(new ZipEntry(name));
        war.write(content);
        war.closeEntry();
    }
}
