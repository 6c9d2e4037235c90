/**
 * The page for who rehearses: what the simulator holds and plays, as one HTML page without scripts.
 *
 * <p><b>Doors:</b> {@link dk.kravbro.simulator.page.Overview} says what is shown, {@link dk.kravbro.simulator.page.OverviewPage}
 * writes it.
 *
 * <p><b>Rules</b>
 * <ol>
 *   <li>V1 Everything that is shown is escaped; the style sheet is the one thing that the page may load, and it is in it.
 *   <li>V2 No identity number, name or address is shown: there is none to show.
 *   <li>V3 Lists are cut off where they end: so many rows, and a way to the next.
 * </ol>
 *
 * <p><b>Out of scope:</b> changing anything; that is the control API's.
 */
@NullMarked
package dk.kravbro.simulator.page;

import org.jspecify.annotations.NullMarked;
