package dk.kravbro.debtorsystem;

/** Looks at what a debtor system holds (DebitorForespørgsel). Blocking, thread-safe, bounded; changes nothing. */
public interface DebtorAccounts {

    /**
     * The account of one claim, with everything that moved its balance.
     *
     * @param claimReference the creditor's reference of the claim
     */
    QuestionAnswer<DebtorAccount> fetch(CallIdentity call, String claimReference);

    /** The municipality's accounts, a page at a time, in an order that stays the same from page to page. */
    QuestionAnswer<AccountPage> list(CallIdentity call, AccountQuery query);
}
