/**
 * The pages that people in a municipality, and operators, look at (Jakarta Faces, context /kravbro).
 *
 * <p><b>Doors:</b> addresses only: /overblik, /kommuner, /krav, /kravdetaljer, /afleveringer, /arbejdslister, /svar,
 * /koersler, /koersel, /proevekoersel, /tilgaengelighed, /login, /log-ud.
 *
 * <p><b>Rules</b>
 * <ol>
 *   <li>W1 A page establishes who looks, asks monitoring, and writes what it gets; no figure is worked out here.
 *   <li>W2 Every page is a GET with its state in the address, and works without scripts; identity numbers are never part of
 *       an address.
 *   <li>W3 Every text is in both bundles; amounts, dates and times are written by {@code Format} alone.
 *   <li>W4 No request to another host.
 * </ol>
 *
 * <p><b>Out of scope:</b> what a reader may see (monitoring decides).
 */
@NullMarked
package dk.kravbro.web.status;

import org.jspecify.annotations.NullMarked;
