/**
 * The adapter that speaks ØiR debitor v3 (SF1590_B): SOAP out, SOAP back in, and the mapping between that contract and our words.
 *
 * <p><b>Doors:</b> {@code OirDebtorSystem}, {@code OirBackChannel} and their settings.
 *
 * <p><b>Rules</b>
 * <ol>
 *   <li>O1 Generated contract types never leave this package; only the classes named {@code *Mapping} know both languages.
 *   <li>O2 Every fault and answer has a row in one table that says which outcome it is, and why that is certain.
 *   <li>O3 The log carries ids, sizes, times and outcomes; never an identity number, a name or a payload.
 *   <li>O4 A code that is read and has no meaning here is kept and reported, never dropped.
 * </ol>
 *
 * <p><b>Out of scope:</b> retries and the life of a delivery.
 */
@NullMarked
package dk.kravbro.debtorsystem.oir;

import org.jspecify.annotations.NullMarked;
