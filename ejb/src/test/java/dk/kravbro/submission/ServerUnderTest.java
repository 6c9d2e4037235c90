package dk.kravbro.submission;

import dk.kravbro.archive.MessageSeal;
import dk.kravbro.claim.PeopleSeal;
import dk.kravbro.debtorsystem.DebtorSystem;
import dk.kravbro.municipality.Municipality.DebtorSystemProduct;
import dk.kravbro.settings.Settings;
import dk.kravbro.testsupport.TestKeys;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.TimerService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

/**
 * One incarnation of a node: the product's own beans, wired as the container would, with calls made in the caller's
 * thread and messages in a list. Its clock ticks only while it stands still: a node that beats sees no gap.
 */
final class ServerUnderTest {

    static final Settings SETTINGS = Settings.of(Map.of("kravbro.submission.slice-size", "2"));

    private static final List<Class<? extends Annotation>> INJECTED = List.of(Inject.class, EJB.class, Resource.class);

    /** The node died: nothing that it had begun goes on. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1;
    }

    /** What its outcomes were recorded with was away for too long. */
    static final class NotRecorded extends Error {
        private static final long serialVersionUID = 1;
    }

    /** A slice's message. */
    record Message(ServerUnderTest from, long slice, DebtorSystemProduct product) {}

    /** What the harness has to say at the engine's seams. */
    interface Seams {
        void afterBegin();

        boolean records();

        Act.Death death();

        void sent(List<Message> messages);
    }

    final Node node;
    boolean dead;
    boolean frozen;
    private long stoodStillNanos;
    private final Map<Class<?>, Object> parts = new HashMap<>();
    private final DataSource database;
    private final Seams seams;

    ServerUnderTest(String name, DataSource database, Clock clock, DebtorSystem peer, Seams seams, boolean unguarded) {
        this.database = database;
        this.seams = seams;
        node = unguarded ? new Unguarded() : new Node();
        node.ticks = () -> stoodStillNanos;
        parts.put(Node.class, node);
        parts.put(DataSource.class, database);
        parts.put(Clock.class, clock);
        parts.put(Settings.class, SETTINGS);
        parts.put(TimerService.class, proxy(TimerService.class, (proxy, method, arguments) -> null));
        parts.put(ManagedExecutorService.class, proxy(ManagedExecutorService.class, ServerUnderTest::atOnce));
        parts.put(DebtorSystems.class, new Way(peer));
        parts.put(PeopleSeal.class, TestKeys.people());
        parts.put(MessageSeal.class, new MessageSeal(TestKeys.seal()));
        parts.put(SliceQueue.class, new Queue());
        parts.put(RunStarter.class, new Starter());
        parts.put(RunStore.class, new Runs());
        parts.put(SliceStore.class, new Slices());
        new ArrayList<>(parts.values()).forEach(this::wire);
        node.register(name);
        node.beat(null);
    }

    boolean runs() {
        return !dead && !frozen;
    }

    void beat() {
        node.beat(null);
    }

    void standsStill(Duration time) {
        stoodStillNanos += time.toNanos();
    }

    void work(Message message) throws SQLException {
        part(SliceWorker.class).work(message.slice(), message.product());
    }

    /** A turn of the conductor, as if its last one was long enough ago for it to net again. */
    void conduct() {
        RunConductor conductor = part(RunConductor.class);
        conductor.prepared.clear();
        conductor.tick(null);
    }

    void plan() {
        part(RunPlanner.class).plan();
    }

    void sweep() {
        part(Sweeper.class).sweep(null);
    }

    void inquire() {
        part(DoubtResolver.class).resolve(null);
    }

    RunStore runStore() {
        return part(RunStore.class);
    }

    private static Object atOnce(Object proxy, Method method, Object... arguments) {
        if (!(arguments[0] instanceof Callable<?> call)) {
            throw new UnsupportedOperationException(method.toString());
        }
        try {
            return CompletableFuture.completedFuture(call.call());
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static <T> T proxy(Class<T> type, java.lang.reflect.InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private <T> T part(Class<T> type) {
        Object part = parts.get(type);
        if (part == null) {
            try {
                Constructor<T> constructor = type.getDeclaredConstructor();
                constructor.setAccessible(true);
                part = constructor.newInstance();
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
            parts.put(type, part);
            wire(part);
        }
        return type.cast(part);
    }

    private void wire(Object target) {
        for (Class<?> type = target.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                boolean foreign = field.getType().getName().startsWith("jakarta.jms.");
                if (!foreign && INJECTED.stream().anyMatch(field::isAnnotationPresent)) {
                    try {
                        field.setAccessible(true);
                        field.set(target, part(field.getType()));
                    } catch (IllegalAccessException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                }
            }
        }
    }

    /** Broken on purpose: calls whatever happened since begin. */
    private static final class Unguarded extends Node {
        @Override
        public boolean mayCall(long sliceEpoch) {
            return true;
        }
    }

    private static final class Way extends DebtorSystems {
        private final DebtorSystem peer;

        Way(DebtorSystem peer) {
            this.peer = peer;
        }

        @Override
        DebtorSystem system() {
            return peer;
        }

        @Override
        Semaphore permits(DebtorSystemProduct product) {
            return new Semaphore(16);
        }
    }

    private final List<Message> outbox = new ArrayList<>();

    private final class Queue extends SliceQueue {
        @Override
        void send(long slice, DebtorSystemProduct product) {
            outbox.add(new Message(ServerUnderTest.this, slice, product));
        }
    }

    /** Rows and messages together or not at all, as XA has it. */
    private final class Starter extends RunStarter {
        @Override
        public int queueSlices(long run, String municipality, DebtorSystemProduct product, int most)
                throws SQLException {
            if (seams.death() == Act.Death.BEFORE_PICK) {
                dead = true;
                throw new Died();
            }
            outbox.clear();
            int queued = inTransaction(run, municipality, product, most);
            if (seams.death() == Act.Death.AFTER_PICK) {
                dead = true;
                throw new Died();
            }
            seams.sent(List.copyOf(outbox));
            return queued;
        }

        private int inTransaction(long run, String municipality, DebtorSystemProduct product, int most)
                throws SQLException {
            try (Connection connection = ServerUnderTest.this.database.getConnection()) {
                connection.setAutoCommit(false);
                try {
                    int queued = super.queueSlices(run, municipality, product, most);
                    connection.commit();
                    return queued;
                } finally {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            }
        }
    }

    private final class Runs extends RunStore {
        @Override
        void giveBack(String name, UUID incarnation) throws SQLException {
            if (!dead) {
                super.giveBack(name, incarnation);
            }
        }
    }

    private final class Slices extends SliceStore {
        @Override
        List<BegunDelivery> begin(long slice, String name, UUID incarnation) throws SQLException {
            List<BegunDelivery> begun = super.begin(slice, name, incarnation);
            if (!begun.isEmpty()) {
                seams.afterBegin();
            }
            return begun;
        }

        @Override
        int finish(long slice, String name, UUID incarnation, List<RecordedOutcome> outcomes) throws SQLException {
            if (!seams.records()) {
                throw new NotRecorded();
            }
            return super.finish(slice, name, incarnation, outcomes);
        }
    }
}
