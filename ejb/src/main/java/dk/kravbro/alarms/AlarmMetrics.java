package dk.kravbro.alarms;

import dk.kravbro.settings.Settings;
import dk.kravbro.time.BusinessClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The latest look as gauges in the server's registry. Whole-installation figures: every node shows the same, so a panel
 * takes the highest. What there is none of is not a number.
 *
 * <p>WildFly 39 hands out a registry that passes on {@code gauge(name, tags, …)} and drops what a builder registers
 * (WFLY-21061 brought it), so there are no descriptions.
 */
@Singleton
@PermitAll
@Startup
@DependsOn("AlarmWatch")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class AlarmMetrics {

    private static final String PREFIX = "kravbro.";

    @Inject
    MeterRegistry registry;

    @Inject
    Settings settings;

    @EJB
    AlarmWatch watch;

    @PostConstruct
    void register() {
        for (AlarmKind kind : AlarmKind.values()) {
            registry.gauge(
                    PREFIX + "alarms",
                    Tags.of("kind", kind.name()),
                    watch,
                    seen -> seen.latest().count(kind));
        }
        // The oldest of all that is unsent.
        gauge(
                "oldest.unsent.seconds",
                look -> longest(look, municipality -> municipality.open().oldestUnsent()));
        // The municipality that has waited longest for a run.
        gauge(
                "seconds.since.last.run",
                look -> longest(
                        look,
                        municipality -> municipality.paused()
                                ? null
                                : municipality.runs().since()));
        gauge("nearest.limitation.days", this::limitationDays);
        gauge("in.doubt", look -> sum(look, open -> open.inDoubt()));
        gauge("due", look -> sum(look, open -> open.due()));
    }

    @PreDestroy
    void remove() {
        registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith(PREFIX))
                .forEach(registry::remove);
    }

    private void gauge(String name, ToDoubleFunction<AlarmLook> figure) {
        registry.gauge(PREFIX + name, Tags.empty(), watch, seen -> figure.applyAsDouble(seen.latest()));
    }

    /** The longest time in seconds from a municipality's instant to the look. */
    private static double longest(AlarmLook look, Function<MunicipalityFacts, @Nullable Instant> since) {
        Instant now = look.facts().now();
        return look.facts().municipalities().stream()
                .map(since)
                .filter(Objects::nonNull)
                .mapToDouble(at -> Duration.between(at, now).toSeconds())
                .max()
                .orElse(Double.NaN);
    }

    private double limitationDays(AlarmLook look) {
        AlarmRules rules = new AlarmRules(AlarmLimits.of(settings));
        LocalDate today = LocalDate.ofInstant(look.facts().now(), BusinessClock.COPENHAGEN);
        return look.facts().municipalities().stream()
                .map(municipality -> municipality.open().nearestDueOn())
                .filter(Objects::nonNull)
                .mapToDouble(dueOn -> ChronoUnit.DAYS.between(today, rules.limitationOn(dueOn)))
                .min()
                .orElse(Double.NaN);
    }

    private static double sum(AlarmLook look, ToDoubleFunction<MunicipalityFacts.Open> figure) {
        return look.facts().municipalities().stream()
                .map(MunicipalityFacts::open)
                .mapToDouble(figure)
                .sum();
    }
}
