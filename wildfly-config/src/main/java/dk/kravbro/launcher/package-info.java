/**
 * Starts, watches and stops the processes of an installation: PostgreSQL, the simulator of debtor systems, WildFly.
 *
 * <p><b>Doors:</b> {@link dk.kravbro.launcher.Ports}, {@link dk.kravbro.launcher.EmbeddedDatabase}, {@link
 * dk.kravbro.launcher.SimulatorProcess}, {@link dk.kravbro.launcher.WildFlyProcess}, {@link
 * dk.kravbro.launcher.WildFlySettings}, {@link dk.kravbro.launcher.ServerUsers}, {@link
 * dk.kravbro.launcher.LauncherLock}, {@link dk.kravbro.launcher.LaunchFailure}. The demo and the end-to-end tests use
 * them alike.
 *
 * <p><b>Rules:</b>
 *
 * <ol>
 *   <li>L1 A process that is started is the one whose number is kept: no shell stands between.
 *   <li>L2 A process is stopped by number only after it is proven to be ours: same start time, our mark in its command
 *       line.
 *   <li>L3 Ctrl-C reaches the launcher alone; it stops the others in its own order.
 *   <li>L4 What goes wrong is said in a sentence to a person, with what to do; nothing half started stays.
 * </ol>
 *
 * <p><b>Out of scope:</b> business code; the launcher knows the product by its public addresses only.
 */
@NullMarked
package dk.kravbro.launcher;

import org.jspecify.annotations.NullMarked;
