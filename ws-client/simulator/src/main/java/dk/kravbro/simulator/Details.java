package dk.kravbro.simulator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the journal keeps of a call besides claim and amount. */
final class Details {

    private final DebtorKeys debtors;

    Details(DebtorKeys debtors) {
        this.debtors = debtors;
    }

    JournalEntry.@Nullable Detail of(Incoming call, boolean hasEffect) {
        if (hasEffect) {
            return effect(call);
        }
        return call.what().isEmpty() ? null : told(call);
    }

    /** What an effect needs to be played back; parties by fingerprint, never by identity number. */
    private JournalEntry.Detail effect(Incoming call) {
        XmlNode content = call.content();
        XmlNode liable = content.find("JuridiskAnsvarlig");
        XmlNode claim = content.find("Fordring");
        XmlNode specification = content.find("DebitorkontoSpecifikation");
        List<String> holdings = new ArrayList<>(liable == null ? List.of() : Holdings.ofParties(content));
        List<JournalEntry.SubClaim> parts = new ArrayList<>();
        if (claim != null) {
            holdings.addAll(Holdings.ofClaim(claim));
            claim.all("Delfordring")
                    .forEach(each -> parts.add(new JournalEntry.SubClaim(
                            each.textOf("DelfordringReference"), ClaimRules.ore(each.textOf("Beløb")))));
        }
        String on = content.textOf("Virkningsdato") + content.textOf("Indbetalingsdato") + content.textOf("Slutdato");
        return new JournalEntry.Detail(
                specification == null ? null : specification.textOf("DebitorkontoReference"),
                claim == null ? null : claim.textOf("Fordringstype"),
                liable == null ? null : debtors.of(liable),
                parts.isEmpty() ? null : parts,
                holdings.isEmpty() ? null : holdings,
                call.subClaim().isEmpty() ? null : call.subClaim(),
                call.what().isEmpty() ? null : call.what(),
                on.isEmpty() ? null : on.substring(0, 10));
    }

    /** Of a call without effect only what tells it from another under the same RequestId. */
    private static JournalEntry.Detail told(Incoming call) {
        return new JournalEntry.Detail(null, null, null, null, null, null, call.what(), null);
    }
}
