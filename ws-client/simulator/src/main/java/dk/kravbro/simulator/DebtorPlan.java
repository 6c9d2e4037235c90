package dk.kravbro.simulator;

import java.util.Collection;
import java.util.List;

/** Decides what happens on the debtor's side of a municipality's claims. */
interface DebtorPlan {

    /**
     * What is to be written into the journal, in its order: messages to send, and steps of a life that no message tells of.
     *
     * @param accounts all of the municipality's
     * @param now UTC, ISO 8601
     */
    List<JournalEntry> plan(String municipalityCvr, Profile profile, Collection<ClaimAccount> accounts, String now);
}
