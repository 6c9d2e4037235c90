package dk.kravbro.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One launcher per directory: a second one would take the first one's processes for leftovers and stop them. */
public final class LauncherLock implements AutoCloseable {

    private final FileChannel channel;

    private LauncherLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the directory until {@link #close} or the end of this process, however it ends.
     *
     * @throws LaunchFailure if another launcher that still lives has it
     */
    public static LauncherLock take(Path directory) {
        Path file = directory.resolve("launcher.lock");
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                channel.close();
                throw new LaunchFailure("The demo already runs from " + directory
                        + ". Stop it with Ctrl-C where it was started, or give this one other ports"
                        + " (-Ddemo.port-offset).");
            }
            return new LauncherLock(channel);
        } catch (IOException e) {
            throw new LaunchFailure("Cannot lock " + file + ": " + e.getMessage(), e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // This very process has it.
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new LaunchFailure("Cannot release the lock: " + e.getMessage(), e);
        }
    }
}
