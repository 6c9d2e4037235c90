package dk.kravbro.intake;

import dk.kravbro.claim.Amount;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to a fee.
 *
 * @param no grows from step to step
 * @param kind what happened
 * @param amount what it was about, if an amount
 * @param delivery kind of the delivery that it was about, if one
 * @param detail codes, separated by blanks
 */
public record FeeStep(
        long no, Instant at, String kind, Optional<Amount> amount, Optional<String> delivery, String detail) {}
