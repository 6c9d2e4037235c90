package dk.kravbro.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What hangs on an account and can be ended: liabilities, parties, addresses, subscriptions to letters. Each is known by a
 * key of role and reference, never by an identity number.
 */
final class Holdings {

    static final String LIABILITY = "HAEFTELSE";
    static final String PARTY = "PART";
    static final String ADDRESS = "ADRESSE";
    static final String LETTERS = "ABONNEMENT";

    private static final List<String> ROLES =
            List.of("JuridiskAnsvarlig", "JuridiskMedhæfter", "Administrator", "Ligestillingspartner");

    private Holdings() {}

    /** What the parties of an account bring with them. */
    static List<String> ofParties(XmlNode account) {
        List<String> keys = new ArrayList<>();
        for (String role : ROLES) {
            for (XmlNode party : account.all(role)) {
                String place = role.toUpperCase(Locale.ROOT) + " " + party.textOf("PartReference");
                keys.add(PARTY + " " + place);
                if (party.find("GældendeAdresse") != null) {
                    keys.add(ADDRESS + " " + place);
                }
                party.all("Materialeabonnement")
                        .forEach(each -> keys.add(LETTERS + " " + place + " " + each.textOf("Materialetype")));
            }
        }
        return keys;
    }

    /** The liabilities of a claim. */
    static List<String> ofClaim(XmlNode claim) {
        return claim.all("Hæftelse").stream()
                .map(each -> LIABILITY + " " + each.textOf("HæftelseReference"))
                .toList();
    }

    /** The key of what an Afslut-operation ends. */
    static String ended(String operation, XmlNode ending) {
        if (operation.equals("AfslutHæftelse")) {
            return LIABILITY + " " + ending.textOf("HæftelseReference");
        }
        String reference = " " + ending.textOf("PartReference");
        if (operation.startsWith("AfslutGældendeAdresse")) {
            return ADDRESS + " " + role(operation, "AfslutGældendeAdresse") + reference;
        }
        if (operation.startsWith("AfslutMaterialeabonnement")) {
            return LETTERS + " " + role(operation, "AfslutMaterialeabonnement") + reference + " "
                    + ending.textOf("Materialetype");
        }
        return PARTY + " " + role(operation, "Afslut") + reference;
    }

    private static String role(String operation, String beginning) {
        return operation.substring(beginning.length()).toUpperCase(Locale.ROOT);
    }
}
