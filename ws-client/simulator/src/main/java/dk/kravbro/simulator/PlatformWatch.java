package dk.kravbro.simulator;

import dk.kravbro.simulator.security.PlatformListener;
import dk.kravbro.simulator.security.PlatformSecurity;
import dk.kravbro.simulator.security.Showing;
import dk.kravbro.simulator.security.TokenTerms;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets the protected address and its token service be as the fault rules say: at once when rules or clock are set, and as windows open and close. */
final class PlatformWatch implements AutoCloseable {

    private static final long EVERY_MS = 200;
    private static final Duration ENDED = Duration.ofMinutes(-1);
    private static final Duration ENDING = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(90);

    private final FaultScript faults;
    private final ScheduledThreadPoolExecutor often = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "platform-watch");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable PlatformListener listener;
    private @Nullable Future<?> looking;

    PlatformWatch(FaultScript faults) {
        this.faults = faults;
    }

    /** Watches over an address from now on. */
    void over(PlatformListener watched, PlatformSecurity security) {
        listener = watched;
        security.tokensLast(this::term);
        looking = often.scheduleWithFixedDelay(this::look, 0, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /**
     * Whether rules can be played here.
     *
     * @throws IllegalArgumentException with words for the caller if one cannot
     */
    void demand(List<FaultRule> rules) {
        PlatformListener present = listener;
        for (FaultRule each : rules) {
            FaultAction.Place place = each.action().place();
            if (place != FaultAction.Place.LISTENER && place != FaultAction.Place.TOKEN) {
                continue;
            }
            if (present == null) {
                throw new IllegalArgumentException(
                        each.action() + " needs the address for callers with a certificate: start with --platform-pki");
            }
            if (place == FaultAction.Place.LISTENER) {
                try {
                    present.demand(showing(each));
                } catch (IOException missing) {
                    throw new IllegalArgumentException(
                            "the certificates were made without those for " + each.action()
                                    + "; make new ones with pki",
                            missing);
                }
            }
        }
    }

    /** Looks now; a change is there on return. One at a time, or a look at former rules could have the last word. */
    synchronized void look() {
        PlatformListener present = listener;
        if (present == null) {
            return;
        }
        try {
            FaultRule rule = faults.ofTheAddress();
            present.show(rule == null ? Showing.RIGHT_CERTIFICATE : showing(rule));
        } catch (IOException | RuntimeException trouble) {
            // Caught here, since a task that throws is not repeated.
            System.out.println("the protected address cannot be opened, tried again soon: " + trouble);
        }
    }

    private static Showing showing(FaultRule rule) {
        if (rule.shutsTheAddress()) {
            return Showing.NOBODY;
        }
        return rule.is(FaultAction.OTHER_HOST) ? Showing.OTHER_HOST : Showing.ENDED_CERTIFICATE;
    }

    private Duration term(String municipalityCvr) {
        FaultRule rule = faults.striking(FaultAction.Place.TOKEN, municipalityCvr, "");
        if (rule == null) {
            return TokenTerms.USUAL;
        }
        return rule.is(FaultAction.SHORT) ? SHORT : rule.is(FaultAction.ENDING) ? ENDING : ENDED;
    }

    @Override
    public void close() {
        if (looking != null) {
            looking.cancel(false);
        }
        often.shutdownNow();
    }
}
