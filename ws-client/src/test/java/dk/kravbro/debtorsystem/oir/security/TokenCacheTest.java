package dk.kravbro.debtorsystem.oir.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a token is asked for, and by how many. */
@Timeout(60)
class TokenCacheTest {

    private static final String CVR = "64942212";
    private static final Duration LIFE = Duration.ofHours(8);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AtomicInteger asked = new AtomicInteger();
    private Instant now = Instant.parse("2026-11-20T00:00:00Z");
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    private SecurityToken issue(String cvr, Duration life) {
        return new SecurityToken(cvr, "_" + asked.incrementAndGet(), "<x/>", now, now.plus(life));
    }

    private TokenCache cache() {
        return new TokenCache(cvr -> issue(cvr, LIFE), clock, PATIENCE);
    }

    @Test
    void a_token_serves_until_shortly_before_its_end() throws NoToken {
        TokenCache cache = cache();
        SecurityToken first = cache.tokenFor(CVR);
        now = now.plus(LIFE).minus(Duration.ofMinutes(10)).minusSeconds(1);
        assertThat(cache.tokenFor(CVR)).isSameAs(first);
        now = now.plusSeconds(1);
        assertThat(cache.tokenFor(CVR)).isNotSameAs(first);
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_day_of_calls_for_98_municipalities_asks_four_times_for_each() throws NoToken {
        TokenCache cache = cache();
        Instant end = now.plus(Duration.ofDays(1));
        int calls = 0;
        for (; now.isBefore(end); now = now.plusSeconds(60)) {
            for (int municipality = 0; municipality < 98; municipality++) {
                SecurityToken token = cache.tokenFor(String.valueOf(10_000_000 + municipality));
                assertThat(token.expiresAt()).isAfter(now.plus(TokenCache.LAST_USE));
                calls++;
            }
        }
        // 7 h 50 min each: four in a day.
        System.out.println("[tokens] " + asked + " requests for " + calls + " calls of 98 municipalities in a day");
        assertThat(asked).hasValue(98 * 4);
    }

    @Test
    void a_municipality_never_gets_another_s() throws NoToken {
        TokenCache cache = cache();
        assertThat(cache.tokenFor(CVR).municipalityCvr()).isEqualTo(CVR);
        assertThat(cache.tokenFor("35209115").municipalityCvr()).isEqualTo("35209115");
        assertThat(asked).hasValue(2);
    }

    @Test
    void fifty_calls_without_a_token_make_one_request() throws Exception {
        CountDownLatch all = new CountDownLatch(50);
        TokenCache cache = new TokenCache(
                cvr -> {
                    await(all);
                    return issue(cvr, LIFE);
                },
                clock,
                PATIENCE);
        ExecutorService threads = Executors.newFixedThreadPool(50);
        List<Future<SecurityToken>> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            calls.add(threads.submit(() -> {
                all.countDown();
                return cache.tokenFor(CVR);
            }));
        }
        for (Future<SecurityToken> each : calls) {
            assertThat(each.get(30, TimeUnit.SECONDS).id()).isEqualTo("_1");
        }
        threads.shutdownNow();
        assertThat(asked).hasValue(1);
    }

    @Test
    void while_one_renews_the_others_go_on_with_the_old_one() throws Exception {
        CountDownLatch renewing = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        TokenCache cache = new TokenCache(
                cvr -> {
                    if (asked.get() > 0) {
                        renewing.countDown();
                        await(answer);
                    }
                    return issue(cvr, LIFE);
                },
                clock,
                PATIENCE);
        SecurityToken old = cache.tokenFor(CVR);
        now = now.plus(LIFE).minus(Duration.ofMinutes(5));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<SecurityToken> renewed = thread.submit(() -> cache.tokenFor(CVR));
        await(renewing);
        assertThat(cache.tokenFor(CVR)).isSameAs(old);
        answer.countDown();
        assertThat(renewed.get(30, TimeUnit.SECONDS)).isNotSameAs(old);
        assertThat(cache.tokenFor(CVR)).isSameAs(renewed.get());
        thread.shutdownNow();
    }

    @Test
    void a_renewal_that_fails_leaves_the_old_one_and_is_tried_again_after_a_rest() throws NoToken {
        boolean[] away = {false};
        TokenCache cache = new TokenCache(
                cvr -> {
                    if (away[0]) {
                        asked.incrementAndGet();
                        throw new NoToken(NoToken.Reason.UNREACHABLE, "away");
                    }
                    return issue(cvr, LIFE);
                },
                clock,
                PATIENCE);
        SecurityToken old = cache.tokenFor(CVR);
        away[0] = true;
        now = now.plus(LIFE).minus(Duration.ofMinutes(5));
        assertThat(cache.tokenFor(CVR)).isSameAs(old);
        assertThat(cache.tokenFor(CVR)).isSameAs(old);
        assertThat(asked).hasValue(2);
        now = now.plus(TokenCache.NO_REMEMBERED);
        assertThat(cache.tokenFor(CVR)).isSameAs(old);
        assertThat(asked).hasValue(3);
        now = old.expiresAt().minus(TokenCache.LAST_USE);
        assertThatExceptionOfType(NoToken.class)
                .isThrownBy(() -> cache.tokenFor(CVR))
                .satisfies(no -> assertThat(no.reason()).isEqualTo(NoToken.Reason.UNREACHABLE));
    }

    @Test
    void a_no_holds_for_a_moment_so_that_a_run_does_not_ask_for_each_of_its_calls() throws NoToken {
        TokenCache cache = new TokenCache(
                cvr -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new NoToken(NoToken.Reason.REFUSED, "not known");
                    }
                    return new SecurityToken(cvr, "_x", "<x/>", now, now.plus(LIFE));
                },
                clock,
                PATIENCE);
        for (int i = 0; i < 1_000; i++) {
            assertThatExceptionOfType(NoToken.class)
                    .isThrownBy(() -> cache.tokenFor(CVR))
                    .satisfies(no -> assertThat(no.reason()).isEqualTo(NoToken.Reason.REFUSED));
        }
        assertThat(asked).hasValue(1);
        now = now.plus(TokenCache.NO_REMEMBERED);
        assertThat(cache.tokenFor(CVR).id()).isEqualTo("_x");
    }

    @Test
    void a_token_that_the_platform_refused_is_not_used_again() throws NoToken {
        TokenCache cache = cache();
        SecurityToken refused = cache.tokenFor(CVR);
        cache.forget(CVR, refused);
        SecurityToken next = cache.tokenFor(CVR);
        assertThat(next).isNotEqualTo(refused);
        // Late news of the old one takes nothing away, and neither does the next refusal at once: it is not the token
        // then.
        cache.forget(CVR, refused);
        cache.forget(CVR, next);
        assertThat(cache.tokenFor(CVR)).isSameAs(next);
        now = now.plus(TokenCache.NEXT_FORGOTTEN);
        cache.forget(CVR, next);
        assertThat(cache.tokenFor(CVR)).isNotSameAs(next);
        assertThat(asked).hasValue(3);
    }

    @Test
    void a_token_that_is_as_good_as_over_is_not_believed() {
        TokenCache cache = new TokenCache(cvr -> issue(cvr, Duration.ofSeconds(30)), clock, PATIENCE);
        assertThatExceptionOfType(NoToken.class)
                .isThrownBy(() -> cache.tokenFor(CVR))
                .satisfies(no -> assertThat(no.reason()).isEqualTo(NoToken.Reason.UNBELIEVABLE));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
