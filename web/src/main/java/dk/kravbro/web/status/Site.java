package dk.kravbro.web.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What is the same on every page: which release this is. */
@Named
@ApplicationScoped
public class Site {

    private final String version;

    /** Reads the release out of what the build wrote. */
    public Site() {
        Properties release = new Properties();
        try (InputStream in = Site.class.getResourceAsStream("release.properties")) {
            if (in != null) {
                release.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        version = release.getProperty("version", "");
    }

    public String version() {
        return version;
    }
}
