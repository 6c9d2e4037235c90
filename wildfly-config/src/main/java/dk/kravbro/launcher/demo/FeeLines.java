package dk.kravbro.launcher.demo;

import dk.kravbro.launcher.LaunchFailure;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A file of fees, a JSON object per line, of any size: read once from its start to its end, some lines at a time. */
final class FeeLines implements Closeable {

    private static final String SAMPLE = "/demo/fees-sample.ndjson.gz";
    private static final int BUFFER = 64 * 1024;

    private final InputStream all;

    private FeeLines(InputStream all) {
        this.all = all;
    }

    /** Opens a file (.gz is unpacked); none: the sample that comes with the demo. */
    static FeeLines open(Optional<Path> file) {
        try {
            InputStream raw = file.isPresent()
                    ? Files.newInputStream(file.get())
                    : Optional.ofNullable(FeeLines.class.getResourceAsStream(SAMPLE))
                            .orElseThrow(() -> new IOException("the sample is missing in the program"));
            boolean isPacked = file.map(Path::toString).orElse(SAMPLE).endsWith(".gz");
            return new FeeLines(new BufferedInputStream(isPacked ? new GZIPInputStream(raw, BUFFER) : raw, BUFFER));
        } catch (IOException e) {
            throw new LaunchFailure("The fees cannot be read: " + e.getMessage(), e);
        }
    }

    /** How many lines are left; reads to the end. A last line without an end of line counts. */
    long count() {
        try {
            byte[] buffer = new byte[BUFFER];
            long lines = 0;
            byte last = '\n';
            for (int read = all.read(buffer); read > 0; read = all.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '\n') {
                        lines++;
                    }
                }
                last = buffer[read - 1];
            }
            return last == '\n' ? lines : lines + 1;
        } catch (IOException e) {
            throw new LaunchFailure("The fees cannot be read: " + e.getMessage(), e);
        }
    }

    /** The next lines as a stream that ends after them; it must be read to its end before the next ones are taken. */
    InputStream next(long lines) {
        return new Window(lines);
    }

    @Override
    public void close() {
        try {
            all.close();
        } catch (IOException e) {
            throw new LaunchFailure("The file of fees cannot be closed: " + e.getMessage(), e);
        }
    }

    private final class Window extends InputStream {

        private long left;

        Window(long lines) {
            left = lines;
        }

        @Override
        public int read() throws IOException {
            if (left == 0) {
                return -1;
            }
            int next = all.read();
            if (next == '\n') {
                left--;
            } else if (next < 0) {
                left = 0;
            }
            return next;
        }

        @Override
        public int read(byte[] target, int from, int most) throws IOException {
            int length = 0;
            while (length < most) {
                int next = read();
                if (next < 0) {
                    break;
                }
                target[from + length++] = (byte) next;
            }
            return length == 0 && most > 0 ? -1 : length;
        }
    }
}
