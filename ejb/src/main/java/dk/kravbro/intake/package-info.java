/**
 * Takes fees in from FBS, once: works out what changed and leaves claim, entries, deliveries and events.
 *
 * <p><b>Doors:</b> {@code FeeIntake}, {@code FeeBatches}, {@code FeeLookup}, {@code FeeRecheck}, {@code FeeReader}, {@code
 * ProblemType}; for reconciliation {@code BatchText}, {@code ListReader}, {@code FeeComparison} and {@code FeeMessages}.
 *
 * <p><b>Rules</b>
 * <ol>
 *   <li>I1 What was answered with 2xx is committed.
 *   <li>I2 Same version and content: nothing happens. Same version, other content, or an older version: a conflict.
 *   <li>I3 All violations are reported at once, each with a stable type, a pointer and what to do.
 *   <li>I4 A line of a batch never stops its neighbours.
 * </ol>
 *
 * <p><b>Out of scope:</b> telling the debtor system (submission).
 */
@NullMarked
package dk.kravbro.intake;

import org.jspecify.annotations.NullMarked;
