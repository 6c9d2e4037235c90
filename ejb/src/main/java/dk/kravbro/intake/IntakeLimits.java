package dk.kravbro.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How much intake takes at once. The settings room checks the values' ranges at the start. */
@ApplicationScoped
public class IntakeLimits {

    @Inject
    @ConfigProperty(name = "kravbro.intake.max-body", defaultValue = "65536")
    int maxBody;

    @Inject
    @ConfigProperty(name = "kravbro.intake.batch.max-lines", defaultValue = "1000000")
    int maxLines;

    @Inject
    @ConfigProperty(name = "kravbro.intake.batch.max-line-bytes", defaultValue = "65536")
    int maxLineBytes;

    @Inject
    @ConfigProperty(name = "kravbro.intake.batch.chunk", defaultValue = "500")
    int chunk;

    @Inject
    @ConfigProperty(name = "kravbro.intake.batch.silence", defaultValue = "PT30S")
    Duration silence;

    /** Largest body of a single request, in bytes. */
    public int maxBody() {
        return maxBody;
    }

    /** Most lines in a batch. */
    public int maxLines() {
        return maxLines;
    }

    /** Longest line of a batch, in bytes. */
    public int maxLineBytes() {
        return maxLineBytes;
    }

    /** Lines of a batch that are taken in one transaction. */
    public int chunk() {
        return chunk;
    }

    /** After this long without progress a batch counts as interrupted, and a repeat goes on with it. */
    public Duration silence() {
        return silence;
    }
}
