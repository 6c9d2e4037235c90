package dk.kravbro.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The durable store: a file of JSON lines that is only added to. Lines that are appended while the disk is busy go to it
 * together, so many callers share one flush.
 */
final class Journal implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final FileChannel channel;
    private final Thread writer;
    private Batch open = new Batch();
    private long length;
    private boolean closing;

    /** Lines that reach the disk together. */
    static final class Batch {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CountDownLatch done = new CountDownLatch(1);
        private volatile @Nullable IOException failure;

        /** Waits until the lines are on disk. */
        void await() {
            try {
                done.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("stopped while waiting for the disk", stopped);
            }
            IOException failed = failure;
            if (failed != null) {
                throw new UncheckedIOException("the journal cannot be written", failed);
            }
        }
    }

    /** Opens the journal in a directory and plays back what it holds; a torn last line is cut off. */
    Journal(Path directory, Consumer<JournalEntry> replay) throws IOException {
        Files.createDirectories(directory);
        this.file = directory.resolve("journal.ndjson");
        long whole = Files.exists(file) ? play(replay) : 0;
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        // Two simulators on one store would each believe half of the truth.
        if (channel.tryLock() == null) {
            throw new IOException("another simulator uses the store " + file);
        }
        channel.truncate(whole);
        channel.position(whole);
        this.length = whole;
        this.writer = new Thread(this::write, "journal");
        this.writer.start();
    }

    private long play(Consumer<JournalEntry> replay) throws IOException {
        long whole = 0;
        long size = Files.size(file);
        try (InputStream bytes = Files.newInputStream(file);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8), 1 << 16)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                long end = whole + line.getBytes(StandardCharsets.UTF_8).length + 1;
                if (end > size) {
                    break;
                }
                try {
                    replay.accept(JSON.readValue(line, JournalEntry.class));
                } catch (JsonProcessingException torn) {
                    if (end < size) {
                        throw new IOException("the journal is damaged at byte " + whole, torn);
                    }
                    break;
                }
                whole = end;
            }
        }
        return whole;
    }

    /** Adds a line; the order of calls is the order of lines. */
    Batch append(JournalEntry entry) {
        byte[] line;
        try {
            line = JSON.writeValueAsBytes(entry);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a journal entry cannot be written as JSON", broken);
        }
        synchronized (this) {
            if (closing) {
                throw new IllegalStateException("the journal is closed");
            }
            open.bytes.write(line, 0, line.length);
            open.bytes.write('\n');
            notifyAll();
            return open;
        }
    }

    private void write() {
        while (true) {
            Batch batch;
            synchronized (this) {
                while (open.bytes.size() == 0 && !closing) {
                    try {
                        wait();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                        return;
                    }
                }
                if (open.bytes.size() == 0) {
                    return;
                }
                batch = open;
                open = new Batch();
            }
            try {
                ByteBuffer bytes = ByteBuffer.wrap(batch.bytes.toByteArray());
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(false);
                synchronized (this) {
                    length += batch.bytes.size();
                }
            } catch (IOException failed) {
                batch.failure = failed;
            }
            batch.done.countDown();
        }
    }

    /** Copies every line that is on disk by now. */
    void copyTo(OutputStream out) throws IOException {
        long left;
        synchronized (this) {
            left = length;
        }
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    return;
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        try {
            writer.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        channel.close();
    }
}
