package dk.kravbro.debtorsystem.oir.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A token per municipality, kept until shortly before it ends. However many calls want one, one request is under way: while a
 * token still holds, the others go on with it; while there is none, they wait for the one request. Thread-safe.
 */
final class TokenCache {

    /** A token is renewed when a tenth of its life is left, at most so long before its end. */
    private static final Duration EARLIEST_RENEWAL = Duration.ofMinutes(10);

    /** A token that ends sooner is not sent any more: the other side's clock may be ahead, and a call takes its time. */
    static final Duration LAST_USE = Duration.ofSeconds(60);

    /** How long a "no" is taken for an answer, so that a run of thousands does not ask thousands of times. */
    static final Duration NO_REMEMBERED = Duration.ofSeconds(5);

    /** How soon after one refused token the next may be given up. */
    static final Duration NEXT_FORGOTTEN = Duration.ofMinutes(1);

    private final TokenIssuer issuer;
    private final Clock clock;
    private final Duration longestWait;
    private final Map<String, Slot> slots = new ConcurrentHashMap<>();

    /** @param longestWait how long a call waits for a request that another call makes */
    TokenCache(TokenIssuer issuer, Clock clock, Duration longestWait) {
        this.issuer = issuer;
        this.clock = clock;
        this.longestWait = longestWait;
    }

    private static final class Slot {
        private final ReentrantLock request = new ReentrantLock();
        private volatile @Nullable SecurityToken token;
        private volatile Instant forgottenAt = Instant.EPOCH;
        private volatile @Nullable No no;
    }

    private record No(NoToken why, Instant until) {}

    /**
     * A token that holds for a while yet.
     *
     * @throws NoToken if there is none, or if another call's request took too long
     */
    SecurityToken tokenFor(String municipalityCvr) throws NoToken {
        Slot slot = slots.computeIfAbsent(municipalityCvr, cvr -> new Slot());
        SecurityToken held = slot.token;
        Instant now = clock.instant();
        if (held != null && now.isBefore(renewalOf(held))) {
            return held;
        }
        if (held != null && now.isBefore(held.expiresAt().minus(LAST_USE))) {
            return renewedOr(held, slot, municipalityCvr);
        }
        return awaited(slot, municipalityCvr);
    }

    /**
     * The other side did not let a call in: it may be the token, so it is not used again. Once in a while only: if it was
     * something else, each call of a run would ask for a token of its own.
     */
    void forget(String municipalityCvr, SecurityToken refused) {
        Slot slot = slots.get(municipalityCvr);
        Instant now = clock.instant();
        if (slot != null && refused.equals(slot.token) && !now.isBefore(slot.forgottenAt.plus(NEXT_FORGOTTEN))) {
            slot.forgottenAt = now;
            slot.token = null;
        }
    }

    private SecurityToken renewedOr(SecurityToken held, Slot slot, String municipalityCvr) {
        if (remembersNo(slot) || !slot.request.tryLock()) {
            return held;
        }
        try {
            SecurityToken renewed = slot.token;
            if (renewed != null && clock.instant().isBefore(renewalOf(renewed))) {
                return renewed;
            }
            return requested(slot, municipalityCvr);
        } catch (NoToken notYet) {
            // The present one still holds; the next call after a rest tries again.
            return held;
        } finally {
            slot.request.unlock();
        }
    }

    private SecurityToken awaited(Slot slot, String municipalityCvr) throws NoToken {
        boolean locked = false;
        try {
            locked = slot.request.tryLock(longestWait.toMillis(), TimeUnit.MILLISECONDS);
            if (!locked) {
                throw new NoToken(NoToken.Reason.UNREACHABLE, "another call's request for a token takes too long");
            }
            SecurityToken held = slot.token;
            if (held != null && clock.instant().isBefore(renewalOf(held))) {
                return held;
            }
            No no = slot.no;
            if (no != null && clock.instant().isBefore(no.until())) {
                throw new NoToken(
                        no.why().reason(), "asked a moment ago: " + no.why().getMessage());
            }
            return requested(slot, municipalityCvr);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new NoToken(NoToken.Reason.UNREACHABLE, "stopped while waiting for a token");
        } finally {
            if (locked) {
                slot.request.unlock();
            }
        }
    }

    private SecurityToken requested(Slot slot, String municipalityCvr) throws NoToken {
        try {
            SecurityToken issued = issuer.issue(municipalityCvr);
            if (!clock.instant().isBefore(issued.expiresAt().minus(LAST_USE))) {
                throw new NoToken(NoToken.Reason.UNBELIEVABLE, "the token ends within " + LAST_USE.toSeconds() + " s");
            }
            slot.token = issued;
            slot.no = null;
            return issued;
        } catch (NoToken why) {
            slot.no = new No(why, clock.instant().plus(NO_REMEMBERED));
            throw why;
        } catch (RuntimeException unforeseen) {
            NoToken why = new NoToken(
                    NoToken.Reason.UNBELIEVABLE, unforeseen.getClass().getSimpleName());
            slot.no = new No(why, clock.instant().plus(NO_REMEMBERED));
            throw why;
        }
    }

    private boolean remembersNo(Slot slot) {
        No no = slot.no;
        return no != null && clock.instant().isBefore(no.until());
    }

    private static Instant renewalOf(SecurityToken token) {
        Duration tenth = Duration.between(token.issuedAt(), token.expiresAt()).dividedBy(10);
        Duration before = tenth.compareTo(EARLIEST_RENEWAL) < 0 ? tenth : EARLIEST_RENEWAL;
        return token.expiresAt().minus(before.compareTo(LAST_USE) < 0 ? LAST_USE : before);
    }
}
