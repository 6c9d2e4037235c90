package dk.kravbro.municipality;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a municipality chose.
 *
 * @param debtorSystem whose product its debtor system is
 * @param liveOn first day on which deliveries are sent; empty: they wait
 * @param earliestFeeOn fees that FBS created before this day wait; empty: no limit
 * @param guardianPolicy who is liable for a child's claim
 * @param runAt local time of the planned run
 * @param paused whether submission is paused by the business
 * @param runDays weekdays with a planned run
 * @param window hours in which deliveries are sent; empty: all day
 * @param closings days on which nothing is sent, in order; at most {@value Closing#MOST}, without a day in common
 * @param limits how far a run goes by itself
 * @param senders who may deliver on the back channel for it besides itself and the platform, in order; at most
 *     {@value SenderCvr#MOST}, nobody twice
 * @param claims what it chose about its claims
 */
public record MunicipalityChoices(
        Municipality.DebtorSystemProduct debtorSystem,
        Optional<LocalDate> liveOn,
        Optional<LocalDate> earliestFeeOn,
        Municipality.GuardianPolicy guardianPolicy,
        LocalTime runAt,
        boolean paused,
        RunDays runDays,
        Optional<SendingWindow> window,
        List<Closing> closings,
        RunLimits limits,
        List<SenderCvr> senders,
        ClaimChoices claims) {

    /** @throws IllegalArgumentException if there are too many closings or senders, or two of them say the same */
    public MunicipalityChoices {
        closings =
                closings.stream().sorted(Comparator.comparing(Closing::firstOn)).toList();
        if (closings.size() > Closing.MOST) {
            throw new IllegalArgumentException("at most " + Closing.MOST + " closings");
        }
        senders = senders.stream().sorted().toList();
        if (senders.size() > SenderCvr.MOST || Set.copyOf(senders).size() < senders.size()) {
            throw new IllegalArgumentException("at most " + SenderCvr.MOST + " senders, nobody twice");
        }
        for (int i = 1; i < closings.size(); i++) {
            if (closings.get(i - 1).overlaps(closings.get(i))) {
                throw new IllegalArgumentException("closings have no day in common");
            }
        }
    }

    /** The same but for what it chose about its claims. */
    public MunicipalityChoices with(ClaimChoices otherClaims) {
        return new MunicipalityChoices(
                debtorSystem,
                liveOn,
                earliestFeeOn,
                guardianPolicy,
                runAt,
                paused,
                runDays,
                window,
                closings,
                limits,
                senders,
                otherClaims);
    }
}
