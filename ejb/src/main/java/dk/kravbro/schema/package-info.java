/**
 * Brings the database to the version that this release needs, before anything else starts.
 *
 * <p><b>Doors:</b> {@code SchemaMigration}.
 *
 * <p><b>Rules</b>
 * <ol>
 *   <li>H1 Migrations are plain SQL under {@code db/migration}, never edited after a release; what needs keys, a room brings
 *       along in Java.
 *   <li>H2 Two nodes may start at once.
 * </ol>
 *
 * <p><b>Out of scope:</b> what the tables mean: the rooms own them.
 */
@NullMarked
package dk.kravbro.schema;

import org.jspecify.annotations.NullMarked;
