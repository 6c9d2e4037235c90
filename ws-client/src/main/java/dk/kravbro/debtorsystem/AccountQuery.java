package dk.kravbro.debtorsystem;

import java.util.Optional;

/**
 * Which of a municipality's accounts are asked for, a page at a time. A page of more than 2,000,000 characters, which only
 * accounts with very many movements make, is not read: ask for a smaller one.
 *
 * @param debtor only this debtor's; empty for all
 * @param status only accounts in this state; empty for all
 * @param pageSize accounts on a page, 1 to {@link #MAX_PAGE}
 * @param from where the last page ended ({@link AccountPage#next}); empty for the first
 */
public record AccountQuery(
        Optional<Party> debtor,
        Optional<SettlementNotice.AccountStatus.Status> status,
        int pageSize,
        Optional<String> from) {

    /** How many accounts one page may carry. */
    public static final int MAX_PAGE = 100;

    public AccountQuery {
        if (pageSize < 1 || pageSize > MAX_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + MAX_PAGE + " accounts");
        }
    }

    /** The first page of all accounts. */
    public static AccountQuery all(int pageSize) {
        return new AccountQuery(Optional.empty(), Optional.empty(), pageSize, Optional.empty());
    }

    /** The same question for the page that begins there. */
    public AccountQuery next(String mark) {
        return new AccountQuery(debtor, status, pageSize, Optional.of(mark));
    }
}
