package dk.kravbro.simulator;

import java.math.BigDecimal;
import java.util.Set;

/**
 * A call, read from its message.
 *
 * @param operation name in the service's description, US-ASCII
 * @param element name of the message's element without its ending
 * @param kind REGISTER, WRITE_UP, WRITE_DOWN, WITHDRAW, STATE, CHANGE_PARTY, HAND_OVER, END or PAYMENT for what changes
 *     something; INQUIRY, FETCH, LIST or FIND_PAYABLE for a question
 * @param municipalityCvr the routing key, empty if missing
 * @param requestId RequestId, empty if missing
 * @param conversationId TransaktionsId
 * @param conversationAt TransaktionsTid as it came
 * @param callId CallersServiceCallIdentifier, empty if missing
 * @param claimReference the claim or its account, empty where a question names none
 * @param amountOre in øre
 * @param what STATE: the state; END: what ends (see {@link Holdings}); PAYMENT: how it was paid; else empty
 * @param content the element with the business content
 */
record Incoming(
        String operation,
        String element,
        String kind,
        String municipalityCvr,
        String requestId,
        String conversationId,
        String conversationAt,
        String callId,
        String claimReference,
        long amountOre,
        String what,
        XmlNode content) {

    private static final Set<String> QUESTIONS = Set.of("INQUIRY", "FETCH", "LIST", "FIND_PAYABLE");

    /** What an operation is about. */
    private record Content(String kind, XmlNode content, String reference, String amount, String what) {}

    /** Reads the message of an operation; an operation that is not ours is a programming error of the caller. */
    static Incoming of(XmlNode message) {
        String element = message.name().substring(0, message.name().length() - 2);
        XmlNode head = message.child("HovedOplysninger");
        // The head says whose claims, or the platform's own context before it.
        XmlNode inHead = head.find("AuthorityContext");
        XmlNode authority = inHead == null ? message.find("AuthorityContext") : inHead;
        Content content = content(element, message);
        return new Incoming(
                ascii(element),
                element,
                content.kind(),
                authority == null ? "" : authority.textOf("MunicipalityCVR"),
                head.textOf("RequestId"),
                head.textOf("TransaktionsId"),
                head.textOf("TransaktionsTid"),
                head.textOf("CallersServiceCallIdentifier"),
                content.reference(),
                content.amount().isEmpty()
                        ? 0
                        : new BigDecimal(content.amount()).movePointRight(2).longValueExact(),
                content.what(),
                content.content());
    }

    private static Content content(String element, XmlNode message) {
        return switch (element) {
            case "OpretDebitorkonto" -> {
                XmlNode claim = message.child("Debitorkonto").child("Fordring");
                yield new Content(
                        "REGISTER",
                        message.child("Debitorkonto"),
                        claim.textOf("FordringReference"),
                        claim.textOf("Hovedstol"),
                        "");
            }
            case "RetFordring" -> {
                XmlNode content = message.child("Regulering");
                boolean up = content.textOf("Reguleringstype").equals("OPSKRIV");
                yield ofClaim(up ? "WRITE_UP" : "WRITE_DOWN", content, "");
            }
            case "RetFordringTilstand" -> {
                XmlNode content = message.child("Tilstandsskift");
                String state = content.textOf("Tilstand");
                boolean withdrawn = state.equals("ANNULLERET");
                yield ofClaim(withdrawn ? "WITHDRAW" : "STATE", content, withdrawn ? "" : state);
            }
            case "RetPart" -> ofClaim("CHANGE_PARTY", message.child("Partskift"), "");
            case "OverdragDebitorkonto" -> ofAccount("HAND_OVER", message.child("Overdragelse"), "");
            case "HentDebitorregistrering" -> new Content("INQUIRY", message.child("RequestIdListe"), "", "", "");
            case "HentDebitorkonto" -> new Content("FETCH", message, message.textOf("FordringReference"), "", "");
            case "SøgDebitorkonto" -> new Content("LIST", message, "", "", "");
            case "SøgDelfordringTilIndbetaling" -> ofClaim("FIND_PAYABLE", message.child("Søgekriterie"), "");
            case "ForetagIndbetaling" -> {
                XmlNode content = message.child("Indbetaling");
                yield ofClaim("PAYMENT", content, content.textOf("Betalingskanal"));
            }
            default -> ending(element, message);
        };
    }

    private static Content ending(String element, XmlNode message) {
        XmlNode content = message.find("HæftelseAfslutning");
        if (content != null) {
            return ofClaim("END", content, Holdings.ended(element, content));
        }
        content = message.find("PartAfslutning");
        if (content == null) {
            content = message.child("AbonnementAfslutning");
        }
        return ofAccount("END", content, Holdings.ended(element, content));
    }

    private static Content ofClaim(String kind, XmlNode content, String what) {
        return new Content(kind, content, content.textOf("FordringReference"), content.textOf("Beløb"), what);
    }

    private static Content ofAccount(String kind, XmlNode content, String what) {
        return new Content(kind, content, content.textOf("DebitorkontoReference"), "", what);
    }

    private static String ascii(String element) {
        return element.replace("æ", "ae").replace("ø", "oe").replace("å", "aa");
    }

    /** Whether it only asks. */
    boolean asks() {
        return QUESTIONS.contains(kind);
    }

    /** The sub-claim that it names, empty if none. */
    String subClaim() {
        return content.textOf("DelfordringReference");
    }

    /** What tells one request from another under the same RequestId, besides claim and amount. */
    String mark() {
        return what.isEmpty() ? kind : kind + " " + what;
    }

    /** The same under other ids, for an answer that belongs to another call. */
    Incoming answeredAs(String otherConversationId, String otherRequestId) {
        return new Incoming(
                operation,
                element,
                kind,
                municipalityCvr,
                otherRequestId,
                otherConversationId,
                conversationAt,
                callId,
                claimReference,
                amountOre,
                what,
                content);
    }
}
