/**
 * Who we deliver for and what they chose: go-live, debtor system, guardian policy, calendar, limits of a run.
 *
 * <p><b>Doors:</b> {@code Municipalities}, {@code Municipality}, {@code MunicipalityCode}, {@code AgencyId},
 * {@code MunicipalityOnboarding}; values {@code RunDays}, {@code SendingWindow}, {@code Closing},
 * {@code ClaimChoices}, {@code ReadinessSeverity}.
 *
 * <p><b>Rules</b>
 * <ol>
 *   <li>M1 A municipality that is not live keeps its claims here: they wait, visibly.
 *   <li>M2 What a municipality chooses is a row, changed with a name and a time beside it.
 * </ol>
 *
 * <p><b>Out of scope:</b> users and their rights: the doors in web establish who calls.
 */
@NullMarked
package dk.kravbro.municipality;

import org.jspecify.annotations.NullMarked;
