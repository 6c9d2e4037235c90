package dk.kravbro.web.api;

import jakarta.json.JsonObjectBuilder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** An answer of many lines, each a JSON object (NDJSON); sent on in pieces, never held whole. */
final class LineOutput {

    static final String MEDIA_TYPE = "application/x-ndjson";

    private static final int PIECE = 32_768;

    private final OutputStream output;

    LineOutput(OutputStream output) {
        this.output = new BufferedOutputStream(output, PIECE);
    }

    void line(JsonObjectBuilder line) throws IOException {
        output.write(line.build().toString().getBytes(StandardCharsets.UTF_8));
        output.write('\n');
    }

    /** Sends what is written so far. */
    void flush() throws IOException {
        output.flush();
    }
}
