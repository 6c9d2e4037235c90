package dk.kravbro.alarms;

import dk.kravbro.settings.Settings;
import dk.kravbro.time.BusinessClock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The latest look as gauges in the server's registry. Whole-installation figures: every node shows the same, so a panel
 * takes the highest. What there is none of is not a number.
 */
@Singleton
@PermitAll
@Startup
@DependsOn("AlarmWatch")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class AlarmMetrics {

    @Inject
    MeterRegistry registry;

    @Inject
    Settings settings;

    @EJB
    AlarmWatch watch;

    private final List<Gauge> gauges = new ArrayList<>();

    @PostConstruct
    void register() {
        for (AlarmKind kind : AlarmKind.values()) {
            gauges.add(
                    Gauge.builder("kravbro.alarms", watch, seen -> seen.latest().count(kind))
                            .description("Alarms that are on")
                            .tag("kind", kind.name())
                            .register(registry));
        }
        gauge(
                "kravbro.oldest.unsent.seconds",
                "Age of the oldest unsent delivery",
                look -> orNone(ages(look, municipality -> municipality.open().oldestUnsent())));
        gauge(
                "kravbro.seconds.since.last.run",
                "Longest time since a live municipality's run ended",
                look -> orNone(ages(
                        look,
                        municipality -> municipality.paused()
                                ? null
                                : municipality.runs().since())));
        gauge(
                "kravbro.nearest.limitation.days",
                "Days to the nearest limitation date of a claim with something untold",
                this::limitationDays);
        gauge("kravbro.in.doubt", "Deliveries in doubt", look -> sum(look, open -> open.inDoubt()));
        gauge("kravbro.due", "Deliveries that are due, as of the last count", look -> sum(look, open -> open.due()));
    }

    @PreDestroy
    void remove() {
        gauges.forEach(registry::remove);
    }

    private void gauge(String name, String description, ToDoubleFunction<AlarmLook> figure) {
        gauges.add(Gauge.builder(name, watch, seen -> figure.applyAsDouble(seen.latest()))
                .description(description)
                .register(registry));
    }

    /** Seconds from the municipality's instant to the look. */
    private static Stream<Long> ages(AlarmLook look, Function<MunicipalityFacts, @Nullable Instant> since) {
        Instant now = look.facts().now();
        return look.facts().municipalities().stream()
                .map(since)
                .filter(Objects::nonNull)
                .map(at -> Duration.between(at, now).toSeconds());
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

    private static double orNone(Stream<Long> seconds) {
        OptionalLong longest = seconds.mapToLong(Long::longValue).max();
        return longest.isPresent() ? longest.getAsLong() : Double.NaN;
    }

    private static double sum(AlarmLook look, ToDoubleFunction<MunicipalityFacts.Open> figure) {
        return look.facts().municipalities().stream()
                .map(MunicipalityFacts::open)
                .mapToDouble(figure)
                .sum();
    }
}
