package dk.kravbro.simulator;

import java.math.BigDecimal;

/**
 * A call that changes something, read from its message.
 *
 * @param operation name in the contract
 * @param kind REGISTER, WRITE_UP, WRITE_DOWN, WITHDRAW or CHANGE_PARTY; INQUIRY for a question
 * @param municipalityCvr the routing key, empty if missing
 * @param requestId RequestId, empty if missing
 * @param conversationId TransaktionsId
 * @param conversationAt TransaktionsTid as it came
 * @param callId CallersServiceCallIdentifier, empty if missing
 * @param claimReference the claim, empty for a question
 * @param amountOre in øre
 * @param content the element with the business content
 */
record Incoming(
        String operation,
        String kind,
        String municipalityCvr,
        String requestId,
        String conversationId,
        String conversationAt,
        String callId,
        String claimReference,
        long amountOre,
        XmlNode content) {

    /** Reads the message of an operation; an operation that is not ours is a programming error of the caller. */
    static Incoming of(XmlNode message) {
        String operation = message.name().substring(0, message.name().length() - 2);
        XmlNode head = message.child("HovedOplysninger");
        XmlNode authority = head.find("AuthorityContext");
        XmlNode content;
        String kind;
        String reference;
        String amount;
        switch (operation) {
            case "OpretDebitorkonto" -> {
                content = message.child("Debitorkonto");
                kind = "REGISTER";
                reference = content.child("Fordring").textOf("FordringReference");
                amount = content.child("Fordring").textOf("Hovedstol");
            }
            case "RetFordring" -> {
                content = message.child("Regulering");
                kind = content.textOf("Reguleringstype").equals("OPSKRIV") ? "WRITE_UP" : "WRITE_DOWN";
                reference = content.textOf("FordringReference");
                amount = content.textOf("Beløb");
            }
            case "RetFordringTilstand" -> {
                content = message.child("Tilstandsskift");
                kind = "WITHDRAW";
                reference = content.textOf("FordringReference");
                amount = content.textOf("Beløb");
            }
            case "RetPart" -> {
                content = message.child("Partskift");
                kind = "CHANGE_PARTY";
                reference = content.textOf("FordringReference");
                amount = "";
            }
            case "HentDebitorregistrering" -> {
                content = message.child("RequestIdListe");
                kind = "INQUIRY";
                reference = "";
                amount = "";
            }
            default -> throw new IllegalStateException("no such operation");
        }
        return new Incoming(
                operation,
                kind,
                authority == null ? "" : authority.textOf("MunicipalityCVR"),
                head.textOf("RequestId"),
                head.textOf("TransaktionsId"),
                head.textOf("TransaktionsTid"),
                head.textOf("CallersServiceCallIdentifier"),
                reference,
                amount.isEmpty() ? 0 : new BigDecimal(amount).movePointRight(2).longValueExact(),
                content);
    }
}
