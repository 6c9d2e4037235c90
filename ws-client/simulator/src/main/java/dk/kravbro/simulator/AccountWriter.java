package dk.kravbro.simulator;

/** Writes accounts as they are told to who asks. */
final class AccountWriter {

    private AccountWriter() {}

    static String status(ClaimAccount account) {
        return account.closed() ? "LUKKET" : "AABEN";
    }

    static void account(StringBuilder xml, ClaimAccount account) {
        xml.append("<d:Debitorkonto>");
        text(xml, "DebitorkontoReference", account.accountReference());
        text(xml, "Kontostatus", status(account));
        text(xml, "Kontoejer", account.handedOver() ? "DEBITORSYSTEM" : "FAGSYSTEM");
        xml.append("<d:Fordring>");
        text(xml, "FordringReference", account.reference());
        if (!account.claimType().isEmpty()) {
            text(xml, "Fordringstype", account.claimType());
        }
        text(xml, "Tilstand", account.state());
        text(xml, "Hovedstol", SoapWriter.kroner(account.principalOre()));
        text(xml, "Restance", SoapWriter.kroner(account.balanceOre()));
        account.parts().forEach(each -> part(xml, each));
        xml.append("</d:Fordring></d:Debitorkonto>");
    }

    private static void part(StringBuilder xml, ClaimPart part) {
        xml.append("<d:Delfordring>");
        text(xml, "DelfordringReference", part.reference());
        text(xml, "Beløb", SoapWriter.kroner(part.amountOre()));
        text(xml, "Restance", SoapWriter.kroner(part.balanceOre()));
        movements(xml, "Regulering", part, ClaimPart.Movement.Kind.REGULERING);
        movements(xml, "Dækning", part, ClaimPart.Movement.Kind.DAEKNING);
        movements(xml, "Afskrivning", part, ClaimPart.Movement.Kind.AFSKRIVNING);
        xml.append("</d:Delfordring>");
    }

    private static void movements(StringBuilder xml, String element, ClaimPart part, ClaimPart.Movement.Kind kind) {
        for (ClaimPart.Movement each : part.movements(kind)) {
            xml.append("<d:").append(element).append('>');
            text(xml, "Type", each.code());
            text(xml, "Beløb", SoapWriter.kroner(each.amountOre()));
            text(xml, "Virkningsdato", each.on());
            xml.append("</d:").append(element).append('>');
        }
    }

    static void payable(StringBuilder xml, ClaimAccount account, ClaimPart part) {
        xml.append("<d:BetalbarDelfordring>");
        text(xml, "FordringReference", account.reference());
        text(xml, "DelfordringReference", part.reference());
        if (!account.claimType().isEmpty()) {
            text(xml, "Fordringstype", account.claimType());
        }
        text(xml, "Restance", SoapWriter.kroner(part.balanceOre()));
        xml.append("</d:BetalbarDelfordring>");
    }

    private static void text(StringBuilder xml, String element, String value) {
        xml.append("<d:").append(element).append('>').append(SoapWriter.escape(value));
        xml.append("</d:").append(element).append('>');
    }
}
