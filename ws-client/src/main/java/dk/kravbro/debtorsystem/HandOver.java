package dk.kravbro.debtorsystem;

import java.time.LocalDate;

/**
 * The creditor's system has no active case any more and leaves a whole account to the debtor system (overdragelse).
 *
 * @param claimReference the creditor's reference of the claim, which is the account's too
 * @param effectiveOn the day from which on the debtor system keeps it
 * @param reason in a word
 */
public record HandOver(String claimReference, LocalDate effectiveOn, String reason) {}
