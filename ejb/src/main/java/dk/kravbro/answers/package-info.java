/**
 * The feed back to FBS: what became of its fees, in a gap-free order of commit.
 *
 * <p><b>Doors:</b> {@code AnswerFeed}.
 *
 * <p><b>Rules</b>
 * <ol>
 *   <li>A1 Numbers are dense and given after commit by one sequencer under a lease.
 *   <li>A2 A reader holds its own cursor; several readers do not disturb each other; the feed can be replayed.
 * </ol>
 *
 * <p><b>Out of scope:</b> pushing anything to FBS: FBS reads.
 */
@NullMarked
package dk.kravbro.answers;

import org.jspecify.annotations.NullMarked;
