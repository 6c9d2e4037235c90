package dk.kravbro.web.api;

import dk.kravbro.settings.Settings;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sets a {@link StallGuard} over a request whose body, or whose answer, is streamed. */
@ApplicationScoped
class StallGuards {

    private static final int LOOK_EVERY_SECONDS = 1;

    @Resource(lookup = "java:jboss/ee/concurrency/scheduler/default")
    ManagedScheduledExecutorService timer;

    @Inject
    Settings settings;

    /** A guard with somebody who looks, until it is closed or has hung up. */
    static final class Watch implements AutoCloseable {

        private final StallGuard guard;
        private volatile @Nullable ScheduledFuture<?> looks;

        private Watch(StallGuard guard) {
            this.guard = guard;
        }

        private void look() {
            if (guard.look()) {
                close();
            }
        }

        InputStream guarded(InputStream input) {
            return guard.guarded(input);
        }

        OutputStream guarded(OutputStream output) {
            return guard.guarded(output);
        }

        @Override
        public void close() {
            ScheduledFuture<?> timed = looks;
            if (timed != null) {
                timed.cancel(false);
            }
        }
    }

    /** Watches over the current request from now on. */
    public Watch watch() {
        StallGuard guard = new StallGuard(
                settings.streamSilence(),
                settings.streamDeadline(),
                System::nanoTime,
                HangUp.onCurrent(ApiLog.LOG::hungUp));
        Watch watch = new Watch(guard);
        watch.looks =
                timer.scheduleWithFixedDelay(watch::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
        return watch;
    }
}
