package dk.kravbro.municipality;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/**
 * What a municipality chose.
 *
 * @param debtorSystem whose product its debtor system is
 * @param liveOn first day on which deliveries are sent; empty: they wait
 * @param earliestFeeOn fees that FBS created before this day wait; empty: no limit
 * @param guardianPolicy who is liable for a child's claim
 * @param runAt local time of the daily run
 * @param paused whether submission is paused by the business
 */
public record MunicipalityChoices(
        Municipality.DebtorSystemProduct debtorSystem,
        Optional<LocalDate> liveOn,
        Optional<LocalDate> earliestFeeOn,
        Municipality.GuardianPolicy guardianPolicy,
        LocalTime runAt,
        boolean paused) {}
