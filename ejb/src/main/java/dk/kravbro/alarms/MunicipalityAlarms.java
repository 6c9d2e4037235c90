package dk.kravbro.alarms;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A municipality's alarms, and the two figures that are always shown.
 *
 * @param alarms the most pressing first
 * @param oldestUnsent since when its oldest unsent delivery waits; null if nothing is unsent, or it is not live
 * @param limitationOn nearest limitation date of a claim with something untold; null if there is none, or it is not live
 */
public record MunicipalityAlarms(
        List<Alarm> alarms,
        @Nullable Instant oldestUnsent,
        @Nullable LocalDate limitationOn) {

    public static final MunicipalityAlarms NONE = new MunicipalityAlarms(List.of(), null, null);
}
