package dk.kravbro.web.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** What is the same on every page: which release this is. */
@Named
@ApplicationScoped
public class Site {

    @Inject
    ServletContext context;

    private final String version;
    private volatile @Nullable String stamp;

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

    /** A fingerprint of style sheet, icons and script, part of their addresses: a browser keeps them until they change. */
    public String stamp() {
        String known = stamp;
        if (known == null) {
            known = fingerprint();
            stamp = known;
        }
        return known;
    }

    private String fingerprint() {
        CRC32 sum = new CRC32();
        for (String asset : List.of("kravbro.css", "icons.svg", "mark.svg", "copy.js")) {
            try (InputStream in = context.getResourceAsStream("/assets/" + asset)) {
                sum.update(in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Long.toHexString(sum.getValue());
    }

    public String version() {
        return version;
    }
}
