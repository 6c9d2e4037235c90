/**
 * What a person or a probe wants to see: overviews, lists, timelines, health. Reads only.
 *
 * <p><b>Doors:</b> {@code Overviews}, {@code ClaimViews}.
 *
 * <p><b>Rules</b>
 * <ol>
 *   <li>O1 Every figure is counted from the rows a reader can open.
 *   <li>O2 A reader of one municipality gets nothing of another.
 * </ol>
 *
 * <p><b>Out of scope:</b> changing anything.
 */
@NullMarked
package dk.kravbro.monitoring;

import org.jspecify.annotations.NullMarked;
