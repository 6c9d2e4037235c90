package dk.kravbro.e2e;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A stretch of network between two processes, with troubles. Each connection that is open or opened while a trouble is
 * played meets it once, at a random byte of a random direction (or of the answers, where the trouble says so).
 */
final class TcpProxy implements AutoCloseable {

    /** Bytes a second. */
    private static final int TRICKLE = 100;

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(3);
    private static final int BUFFER = 8192;

    private final ServerSocket door;
    private final int target;
    private final Random random;
    private final int furthest;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong met = new AtomicLong();
    private volatile Trouble trouble = Trouble.NONE;

    /**
     * Opens it, on a port of the system's choice.
     *
     * @param target port on the loopback address that it leads to
     * @param furthest a trouble comes within this many bytes
     */
    TcpProxy(int target, int furthest, long seed) {
        this.target = target;
        this.furthest = furthest;
        this.random = new Random(seed);
        try {
            this.door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Connections met by a trouble so far. */
    long met() {
        return met.get();
    }

    /** Plays this from now on. */
    void play(Trouble next) {
        trouble = next;
    }

    /** An untroubled network from now on; what hangs is cut, and what it held is thrown away as a network would. */
    void calm() {
        trouble = Trouble.NONE;
        open.forEach(TcpProxy::cut);
    }

    @Override
    public void close() {
        cut(door);
        open.forEach(TcpProxy::cut);
        threads.shutdownNow();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException e) {
                // The door was closed, or somebody left at once.
                open.removeIf(Socket::isClosed);
            }
        }
    }

    private void connect(Socket caller) {
        try {
            Socket called = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(caller);
            open.add(called);
            int place = random.nextInt(furthest);
            boolean inAnswers = random.nextBoolean();
            threads.execute(() -> pump(caller, called, new Way(false, !inAnswers, place)));
            threads.execute(() -> pump(called, caller, new Way(true, inAnswers, place)));
        } catch (IOException e) {
            // Nobody is there: the caller sees a connection that ends.
            cut(caller);
        }
    }

    /**
     * One direction of a connection.
     *
     * @param chosen whether a trouble of either direction comes in this one
     * @param place after how many bytes
     */
    private record Way(boolean answers, boolean chosen, int place) {
        boolean meets(Trouble trouble) {
            return trouble != Trouble.NONE && (trouble.isOfAnswers() ? answers : chosen);
        }
    }

    private void pump(Socket from, Socket to, Way way) {
        byte[] buffer = new byte[BUFFER];
        long passed = 0;
        Trouble now = Trouble.NONE;
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                int sound = now == Trouble.NONE ? read : 0;
                if (now == Trouble.NONE && passed + read > way.place() && way.meets(trouble)) {
                    now = trouble;
                    met.incrementAndGet();
                    sound = (int) Math.max(0, way.place() - passed);
                }
                out.write(buffer, 0, sound);
                passed += read;
                if (!passOn(now, way.answers(), to, buffer, sound, read)) {
                    cut(from);
                    cut(to);
                    return;
                }
            }
            to.shutdownOutput();
        } catch (IOException e) {
            cut(from);
            cut(to);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.removeIf(Socket::isClosed);
        }
    }

    /** The rest of what was read, as the trouble has it; false: the connection ends. */
    private static boolean passOn(Trouble now, boolean answers, Socket to, byte[] buffer, int from, int until)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        switch (now) {
            case NONE -> to.getOutputStream().write(buffer, from, until - from);
            case CUT -> {
                return false;
            }
            case ANSWERS_END -> {
                if (!to.isOutputShutdown()) {
                    to.shutdownOutput();
                }
            }
            case ANSWERS_SWALLOWED, FROZEN -> {}
            case TRICKLE -> {
                for (int i = from; i < until; i++) {
                    if (!answers && System.nanoTime() - began > PATIENCE) {
                        return false;
                    }
                    to.getOutputStream().write(buffer, i, 1);
                    TimeUnit.MILLISECONDS.sleep(1000 / TRICKLE);
                }
            }
        }
        return true;
    }

    private static void cut(Closeable end) {
        try {
            end.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a socket could not be closed", e);
        }
    }
}
