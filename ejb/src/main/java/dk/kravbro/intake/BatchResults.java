package dk.kravbro.intake;

import java.io.IOException;
import java.util.List;

/** Who hears what became of a batch's lines while it is worked on: called without transaction or lock, and may be slow. */
@FunctionalInterface
public interface BatchResults {

    /** Nobody listens. */
    BatchResults UNHEARD = results -> {};

    /**
     * These lines have a result, which is committed.
     *
     * @param results in the order of the lines; may be empty
     * @throws IOException if the listener has gone: the work stops there, and may be gone on with
     */
    void committed(List<BatchLineResult> results) throws IOException;
}
