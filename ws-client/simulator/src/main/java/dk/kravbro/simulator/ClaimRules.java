package dk.kravbro.simulator;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a debtor system refuses although the schema allows it. Codes with three digits are those of the collection side. */
final class ClaimRules {

    private static final int LONGEST_DESCRIPTION = 100;
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final Pattern IDENTITY_NUMBER = Pattern.compile(
            "(?<![0-9])(0[1-9]|[12][0-9]|3[01]|[67][0-9]|8[0-9]|9[01])(0[1-9]|1[0-2])[0-9]{2}[- ]?[0-9]{4}(?![0-9])");
    private static final int[] CVR_WEIGHTS = {2, 7, 6, 5, 4, 3, 2, 1};

    private ClaimRules() {}

    /** A business no. */
    record Refusal(String code, String text) {}

    /** Checks that need no look at what is held already. */
    static @Nullable Refusal check(Incoming call, LocalDate today) {
        if (call.requestId().isEmpty()) {
            return new Refusal("REQUESTID_MANGLER", "RequestId skal udfyldes");
        }
        return switch (call.kind()) {
            case "REGISTER" -> registration(call, today);
            case "CHANGE_PARTY" -> parties(call.content());
            case "PAYMENT" ->
                date(call.content(), "Indbetalingsdato").isAfter(today.plusDays(1))
                        ? new Refusal("INDBETALING_I_FREMTIDEN", "Indbetalingsdato ligger i fremtiden")
                        : null;
            default -> null;
        };
    }

    /** Checks against the claim as it is held; null account means that it is unknown. */
    static @Nullable Refusal check(Incoming call, @Nullable ClaimAccount account, Profile profile) {
        if (call.kind().equals("REGISTER")) {
            return account == null ? null : new Refusal("486", "FordringshaverRefID er ikke entydig");
        }
        if (account == null) {
            return new Refusal("FORDRING_UKENDT", "Fordringen findes ikke");
        }
        if (account.withdrawn()) {
            return new Refusal("FORDRING_ANNULLERET", "Fordringen er annulleret");
        }
        if (call.kind().equals("PAYMENT")) {
            return payment(call, account, profile);
        }
        if (account.handedOver()) {
            return new Refusal("KONTO_OVERDRAGET", "Kontoen er overdraget til debitorsystemet");
        }
        if (!call.subClaim().isEmpty() && account.part(call.subClaim()) == null) {
            return new Refusal("DELFORDRING_UKENDT", "Fordringen har ingen sådan delfordring");
        }
        if (call.kind().equals("END")) {
            return ending(call, account);
        }
        boolean tooMuch = call.kind().equals("WRITE_DOWN") && call.amountOre() > account.balanceOre();
        return tooMuch && !profile.allowsCredit()
                ? new Refusal("NEDSKRIVNING_FOR_STOR", "Nedskrivningen er større end restancen")
                : null;
    }

    private static @Nullable Refusal payment(Incoming call, ClaimAccount account, Profile profile) {
        if (account.blocked()) {
            return new Refusal("FORDRING_SPAERRET", "Fordringen er spærret for indbetaling");
        }
        ClaimPart part = account.part(call.subClaim());
        if (part == null) {
            return new Refusal("DELFORDRING_UKENDT", "Fordringen har ingen sådan delfordring");
        }
        return call.amountOre() > part.balanceOre() && !profile.allowsCredit()
                ? new Refusal("INDBETALING_FOR_STOR", "Indbetalingen er større end restancen")
                : null;
    }

    private static @Nullable Refusal ending(Incoming call, ClaimAccount account) {
        if (!account.holdings().contains(call.what())) {
            String kind = call.what().substring(0, call.what().indexOf(' '));
            return new Refusal(kind + "_UKENDT", "Kontoen har ikke det, der skal afsluttes");
        }
        boolean last = call.what().startsWith(Holdings.LIABILITY)
                && account.holdings().stream()
                                .filter(each -> each.startsWith(Holdings.LIABILITY))
                                .count()
                        == 1;
        return last ? new Refusal("SIDSTE_HAEFTELSE", "En fordring skal have mindst én, der hæfter") : null;
    }

    private static @Nullable Refusal registration(Incoming call, LocalDate today) {
        XmlNode claim = call.content().child("Fordring");
        String description = claim.textOf("Beskrivelse");
        if (description.length() > LONGEST_DESCRIPTION) {
            return new Refusal("BESKRIVELSE_FOR_LANG", "Beskrivelse må højst have 100 tegn");
        }
        if (IDENTITY_NUMBER.matcher(description).find()) {
            return new Refusal("BESKRIVELSE_PERSONNUMMER", "Beskrivelse må ikke indeholde et personnummer");
        }
        LocalDate incurred = date(claim, "Stiftelsesdato");
        LocalDate from = date(claim, "PeriodeFra");
        LocalDate to = date(claim, "PeriodeTil");
        LocalDate due = date(claim, "Forfaldsdato");
        LocalDate lastPayment = date(claim, "SidsteRettidigeBetalingsdato");
        if (incurred.isBefore(EARLIEST) || from.isBefore(EARLIEST)) {
            return new Refusal("568", "Datoer før 1900-01-01 er ikke tilladt");
        }
        if (from.isAfter(to)) {
            return new Refusal("569", "Periodens startdato er efter slutdatoen");
        }
        // A day of grace: the caller's midnight may be ours of tomorrow.
        if (incurred.isAfter(today.plusDays(1))) {
            return new Refusal("548", "Stiftelsesdato ligger i fremtiden");
        }
        if (lastPayment.isBefore(due)) {
            return new Refusal("SRB_FOER_FORFALD", "Sidste rettidige betalingsdato er før forfaldsdato");
        }
        Refusal wrong = subClaims(claim, call.amountOre());
        return wrong == null ? parties(call.content()) : wrong;
    }

    private static @Nullable Refusal subClaims(XmlNode claim, long principalOre) {
        List<XmlNode> parts = claim.all("Delfordring");
        long sum = parts.stream().mapToLong(each -> ore(each.textOf("Beløb"))).sum();
        long names = parts.stream()
                .map(each -> each.textOf("DelfordringReference"))
                .distinct()
                .count();
        return parts.isEmpty() || (sum == principalOre && names == parts.size())
                ? null
                : new Refusal(
                        "DELFORDRING_FORKERT", "Delfordringer skal have hver sin reference og udgøre hovedstolen");
    }

    static long ore(String kroner) {
        return new BigDecimal(kroner).movePointRight(2).longValueExact();
    }

    private static @Nullable Refusal parties(XmlNode content) {
        Refusal wrong = null;
        for (String role : List.of("JuridiskAnsvarlig", "JuridiskMedhæfter", "Administrator", "Ligestillingspartner")) {
            for (XmlNode each : content.all(role)) {
                wrong = wrong == null ? party(each) : wrong;
            }
        }
        return wrong;
    }

    private static @Nullable Refusal party(XmlNode party) {
        String identity = party.textOf("Identifikation");
        boolean valid = switch (party.textOf("Identifikationstype")) {
            case "CPR" -> identity.matches("[0-9]{10}") && isDate(identity);
            case "ERSTATNINGS_CPR" -> identity.matches("[0-9]{6}[0-9A-Za-z]{4}");
            case "CVR" -> identity.matches("[0-9]{8}") && isCvr(identity);
            case "P_NUMMER" -> identity.matches("[0-9]{10}");
            default -> identity.matches("[0-9]{13}");
        };
        return valid ? null : new Refusal("PART_UGYLDIG", "Partens identifikation er ikke gyldig for sin type");
    }

    static boolean isCvr(String cvr) {
        int sum = 0;
        for (int i = 0; i < CVR_WEIGHTS.length; i++) {
            sum += CVR_WEIGHTS[i] * (cvr.charAt(i) - '0');
        }
        return sum % 11 == 0;
    }

    /** Day and month are real, whatever the century. */
    private static boolean isDate(String cpr) {
        int day = Integer.parseInt(cpr.substring(0, 2));
        int month = Integer.parseInt(cpr.substring(2, 4));
        int year = Integer.parseInt(cpr.substring(4, 6));
        boolean leapDay = day == 29 && month == 2;
        return ChronoField.MONTH_OF_YEAR.range().isValidValue(month)
                && day >= 1
                && day <= Month.of(month).maxLength()
                && (!leapDay || year % 4 == 0);
    }

    private static LocalDate date(XmlNode claim, String name) {
        // xs:date may carry a time zone, which no business date means.
        return LocalDate.parse(claim.textOf(name).substring(0, 10));
    }
}
