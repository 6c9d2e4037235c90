/**
 * Tells probes whether this node can do its work (readiness) and whether it is worth keeping (liveness).
 *
 * <p><b>Doors:</b> the server's {@code /health}, {@code /health/ready}, {@code /health/live} on the management port.
 *
 * <p><b>Rules</b>
 * <ol>
 *   <li>H1 A check ends within its limit, whatever it asks; what does not answer in time is down.
 *   <li>H2 Leans on no other room: the server only finds checks in a jar under the EAR's lib, which cannot see the rooms.
 *   <li>H3 Being down passes by itself when the cause does; no restart is needed.
 * </ol>
 *
 * <p><b>Out of scope:</b> figures and work lists (monitoring).
 */
@NullMarked
package dk.kravbro.monitoring.health;

import org.jspecify.annotations.NullMarked;
