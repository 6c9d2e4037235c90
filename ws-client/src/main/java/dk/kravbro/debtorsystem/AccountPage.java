package dk.kravbro.debtorsystem;

import java.util.List;
import java.util.Optional;

/**
 * One page of accounts.
 *
 * @param next where the next page begins; empty if there is none
 */
public record AccountPage(List<DebtorAccount> accounts, Optional<String> next) {
    public AccountPage {
        accounts = List.copyOf(accounts);
    }
}
