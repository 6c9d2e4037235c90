/**
 * The settings of this installation, each with its unit, default and range.
 *
 * <p><b>Doors:</b> {@code Settings}.
 *
 * <p><b>Rules</b>
 * <ol>
 *   <li>G1 A value out of range stops the start, naming key, value and range.
 * </ol>
 *
 * <p><b>Out of scope:</b> what a municipality chooses (municipality).
 */
@NullMarked
package dk.kravbro.settings;

import org.jspecify.annotations.NullMarked;
