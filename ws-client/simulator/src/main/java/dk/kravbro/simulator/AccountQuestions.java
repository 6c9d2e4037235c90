package dk.kravbro.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;

/** Answers what is asked about accounts: under the lock of {@link DebtorSystems}, since it looks at what may change. */
final class AccountQuestions {

    private static final int MOST_PAYABLE = 500;

    private final AccountBook book;
    private final DebtorKeys debtors;

    AccountQuestions(AccountBook book, DebtorKeys debtors) {
        this.book = book;
        this.debtors = debtors;
    }

    /**
     * An answer.
     *
     * @param code why it is refused, empty if it is not
     * @param text the same in words
     * @param content the elements after the head, empty if it is refused
     */
    record Reply(String code, String text, String content) {

        static Reply no(String code, String text) {
            return new Reply(code, text, "");
        }
    }

    Reply answer(Incoming call) {
        return switch (call.kind()) {
            case "FETCH" -> fetch(call);
            case "LIST" -> list(call);
            default -> payable(call);
        };
    }

    private Reply fetch(Incoming call) {
        ClaimAccount account = book.find(call.municipalityCvr(), call.claimReference());
        if (account == null) {
            return Reply.no("FORDRING_UKENDT", "Fordringen findes ikke");
        }
        StringBuilder xml = new StringBuilder();
        AccountWriter.account(xml, account);
        return new Reply("", "", xml.toString());
    }

    private Reply list(Incoming call) {
        String mark = call.content().textOf("Sidemærke");
        SortedMap<String, ClaimAccount> accounts = book.of(call.municipalityCvr());
        if (!mark.isEmpty()) {
            String last = lastOf(mark);
            if (!accounts.containsKey(last)) {
                return Reply.no("SIDEMAERKE_UGYLDIG", "Sidemærket er ikke fra denne søgning");
            }
            // The next possible reference after the last one of the page before.
            accounts = accounts.tailMap(last + "\u0000");
        }
        int size = Integer.parseInt(call.content().textOf("Sidestørrelse"));
        List<ClaimAccount> page = new ArrayList<>();
        boolean more = false;
        for (ClaimAccount each : accounts.values()) {
            if (isWanted(each, call.content().child("Søgekriterie"))) {
                if (page.size() == size) {
                    more = true;
                    break;
                }
                page.add(each);
            }
        }
        StringBuilder xml = new StringBuilder();
        page.forEach(each -> AccountWriter.account(xml, each));
        xml.append("<d:FlereSider>").append(more).append("</d:FlereSider>");
        if (more) {
            String next = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(page.get(page.size() - 1).reference().getBytes(StandardCharsets.UTF_8));
            xml.append("<d:NæsteSidemærke>").append(next).append("</d:NæsteSidemærke>");
        }
        return new Reply("", "", xml.toString());
    }

    private boolean isWanted(ClaimAccount account, XmlNode criteria) {
        XmlNode debtor = criteria.find("Debitor");
        String status = criteria.textOf("Kontostatus");
        return (debtor == null || debtors.of(debtor).equals(account.debtor()))
                && (status.isEmpty() || status.equals(AccountWriter.status(account)));
    }

    private static String lastOf(String mark) {
        try {
            return new String(Base64.getUrlDecoder().decode(mark), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notAMark) {
            return "";
        }
    }

    private Reply payable(Incoming call) {
        XmlNode debtor = call.content().find("Debitor");
        List<ClaimAccount> accounts = new ArrayList<>();
        if (debtor == null) {
            ClaimAccount account = book.find(call.municipalityCvr(), call.claimReference());
            if (account == null) {
                return Reply.no("FORDRING_UKENDT", "Fordringen findes ikke");
            }
            accounts.add(account);
        } else {
            String key = debtors.of(debtor);
            book.of(call.municipalityCvr()).values().stream()
                    .filter(each -> each.debtor().equals(key))
                    .forEach(accounts::add);
        }
        StringBuilder xml = new StringBuilder();
        int told = 0;
        boolean more = false;
        for (ClaimAccount account : accounts) {
            if (account.blocked() || account.withdrawn()) {
                continue;
            }
            for (ClaimPart part : account.parts()) {
                if (part.balanceOre() <= 0) {
                    continue;
                }
                if (told == MOST_PAYABLE) {
                    more = true;
                    break;
                }
                AccountWriter.payable(xml, account, part);
                told++;
            }
        }
        xml.append("<d:FlereFindes>").append(more).append("</d:FlereFindes>");
        return new Reply("", "", xml.toString());
    }
}
