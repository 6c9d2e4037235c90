package dk.kravbro.monitoring;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An answer that could not be applied (parkeret svar) and waits for a person.
 *
 * @param id its key in the list
 * @param claimReference the claim as the debtor system named it
 * @param kind COVERAGE, WRITE_OFF or ACCOUNT_STATUS
 * @param amountOre how much; null for an account's status
 * @param valueOn the day it counts from
 * @param reason why it could not be applied, in a code
 * @param parkedAt since when it waits
 */
public record ParkedRow(
        long id,
        String claimReference,
        String kind,
        @Nullable Long amountOre,
        LocalDate valueOn,
        String reason,
        Instant parkedAt) {}
