/**
 * Says what keeps a claim from being one that the collection side accepts (PSRM-klar): a list of named rules, and what holds
 * for each claim type in each municipality.
 *
 * <p><b>Doors:</b> {@code ReadinessRule}, {@code Findings}, {@code ClaimTypeRules}, {@code ClaimTypeDesk}.
 *
 * <p><b>Rules</b>
 * <ol>
 *   <li>P1 A rule has an id that never changes its meaning, and its words in Danish and English; docs/readiness-rules.md is
 *       made of them.
 *   <li>P2 A claim that breaks a rule is kept: an error holds it back until FBS or its municipality puts it right, a
 *       notice only shows.
 *   <li>P3 What is found does not depend on a municipality's switches; what is made of it does, whenever it is asked for.
 *   <li>P4 What holds for a claim type is a row from a day on; rows are only added, and a claim says which one it was held
 *       against.
 * </ol>
 *
 * <p><b>Out of scope:</b> what PSRM itself answers: the debtor system hands over, not we.
 */
@NullMarked
package dk.kravbro.readiness;

import org.jspecify.annotations.NullMarked;
