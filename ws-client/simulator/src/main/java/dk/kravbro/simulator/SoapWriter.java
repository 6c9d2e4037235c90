package dk.kravbro.simulator;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the contract's answers, faults and back-channel messages as text. */
final class SoapWriter {

    static final String OWN = "urn:kravbro:oir:debitor:1";
    static final String KONTEKST = "http://kombit.dk/xml/schemas/kontekst/2017/01/01/";
    static final String KVITTERING = "http://serviceplatformen.dk/xml/schemas/kvittering/1/";
    static final String FAULT = "http://serviceplatformen.dk/xml/schemas/ServiceplatformFault/1/";

    private SoapWriter() {}

    /** The answer to a call that changes something. */
    static byte[] answer(boolean soap12, Incoming call, Answer answer, Profile profile) {
        StringBuilder xml = open(soap12).append("<d:").append(call.element()).append("_O revision=\"r1\">");
        String remark = answer.accepted() && profile.addsRemark()
                ? "<k:SvarReaktion><k:Advis><k:AdvisId>KBH-001</k:AdvisId><k:AdvisTekst>Behandles i næste kørsel</k:AdvisTekst>"
                        + "<k:KildeId>KBH</k:KildeId></k:Advis></k:SvarReaktion>"
                : "";
        head(xml, call, remark);
        xml.append("<v:Forretningskvittering><v:ForretningsValideringsKode>")
                .append(answer.accepted() ? profile.receiptState() : "AFVIST")
                .append("</v:ForretningsValideringsKode>");
        if (!answer.accepted()) {
            xml.append("<v:FejlListe><v:Fejl><v:FejlKode>").append(escape(answer.code()));
            xml.append("</v:FejlKode><v:FejlTekst>").append(escape(answer.text()));
            xml.append("</v:FejlTekst></v:Fejl></v:FejlListe>");
        }
        xml.append("</v:Forretningskvittering>");
        if (answer.accepted()) {
            xml.append("<d:KvitteringId>")
                    .append(Answer.receiptId(call.requestId()))
                    .append("</d:KvitteringId>");
        }
        Long balance = answer.balanceOre();
        if (answer.accepted() && balance != null) {
            xml.append("<d:Restance>").append(kroner(balance)).append("</d:Restance>");
        }
        return close(xml.append("</d:").append(call.element()).append("_O>"));
    }

    /** The answer to a question about accounts; a refusal is an error in the head. */
    static byte[] reply(boolean soap12, Incoming call, AccountQuestions.Reply reply) {
        StringBuilder xml = open(soap12).append("<d:").append(call.element()).append("_O revision=\"r1\">");
        String refusal = reply.code().isEmpty()
                ? ""
                : "<k:SvarReaktion><k:Fejl><k:FejlId>" + escape(reply.code()) + "</k:FejlId><k:FejlTekst>"
                        + escape(reply.text()) + "</k:FejlTekst></k:Fejl></k:SvarReaktion>";
        head(xml, call, refusal);
        xml.append(reply.content());
        // Where the contract demands a last element even of a refusal.
        if (!reply.code().isEmpty()) {
            xml.append(
                    switch (call.kind()) {
                        case "LIST" -> "<d:FlereSider>false</d:FlereSider>";
                        case "FIND_PAYABLE" -> "<d:FlereFindes>false</d:FlereFindes>";
                        default -> "";
                    });
        }
        return close(xml.append("</d:").append(call.element()).append("_O>"));
    }

    static byte[] findings(boolean soap12, Incoming call, List<Finding> findings) {
        StringBuilder xml = open(soap12).append("<d:HentDebitorregistrering_O revision=\"r1\">");
        head(xml, call, "");
        for (Finding each : findings) {
            xml.append("<d:Debitorregistrering><d:RequestId>").append(each.requestId());
            xml.append("</d:RequestId><d:Resultat>").append(each.result()).append("</d:Resultat>");
            Answer answer = each.answer();
            if (answer != null && answer.accepted()) {
                xml.append("<d:KvitteringId>")
                        .append(Answer.receiptId(each.requestId()))
                        .append("</d:KvitteringId><d:FordringReference>");
                xml.append(escape(each.claimReference())).append("</d:FordringReference><d:Beløb>");
                xml.append(kroner(each.amountOre())).append("</d:Beløb>");
            } else if (answer != null) {
                xml.append("<d:AfvisningKode>")
                        .append(escape(answer.code()))
                        .append("</d:AfvisningKode><d:AfvisningTekst>");
                xml.append(escape(answer.text())).append("</d:AfvisningTekst>");
            }
            xml.append("</d:Debitorregistrering>");
        }
        return close(xml.append("</d:HentDebitorregistrering_O>"));
    }

    /** A ServiceplatformFault in a SOAP fault. */
    static byte[] fault(boolean soap12, boolean callersFault, String code, String text) {
        StringBuilder xml = open(soap12);
        String detail = "<f:ServiceplatformFault><f:ErrorList><f:Error><f:ErrorCode>" + escape(code)
                + "</f:ErrorCode><f:ErrorText>" + escape(text)
                + "</f:ErrorText></f:Error></f:ErrorList></f:ServiceplatformFault>";
        if (soap12) {
            xml.append("<s:Fault><s:Code><s:Value>s:").append(callersFault ? "Sender" : "Receiver");
            xml.append("</s:Value></s:Code><s:Reason><s:Text xml:lang=\"en\">").append(escape(text));
            xml.append("</s:Text></s:Reason><s:Detail>").append(detail).append("</s:Detail></s:Fault>");
        } else {
            xml.append("<s:Fault><faultcode>s:").append(callersFault ? "Client" : "Server");
            xml.append("</faultcode><faultstring>").append(escape(text)).append("</faultstring><detail>");
            xml.append(detail).append("</detail></s:Fault>");
        }
        return close(xml);
    }

    /** A message of the back channel, SOAP 1.1. */
    static byte[] message(JournalEntry.Message message) {
        String element = operation(message) + "_I";
        StringBuilder xml = open(false).append("<d:").append(element).append(" revision=\"r1\"><k:HovedOplysninger>");
        xml.append("<k:TransaktionsId>")
                .append(message.conversationId())
                .append("</k:TransaktionsId><k:TransaktionsTid>");
        xml.append(message.at()).append("</k:TransaktionsTid><k:RequestId>").append(message.messageId());
        xml.append("</k:RequestId><k:AuthorityContext><k:MunicipalityCVR>").append(message.municipalityCvr());
        xml.append("</k:MunicipalityCVR></k:AuthorityContext></k:HovedOplysninger>");
        for (JournalEntry.Notice each : message.notices()) {
            if (Boolean.TRUE.equals(message.apart())) {
                status(xml, each);
                continue;
            }
            xml.append("<d:Linje><d:LinjeId>").append(each.key()).append("</d:LinjeId><d:FordringReference>");
            xml.append(escape(each.claimReference())).append("</d:FordringReference>");
            switch (each.kind()) {
                case "COVERAGE" ->
                    xml.append("<d:Dækning><d:Dækningstype>")
                            .append(each.code())
                            .append("</d:Dækningstype><d:Beløb>")
                            .append(kroner(each.amountOre()))
                            .append("</d:Beløb><d:Valørdato>")
                            .append(each.valueOn())
                            .append("</d:Valørdato></d:Dækning>");
                case "WRITE_OFF" ->
                    xml.append("<d:Afskrivning><d:Årsag>")
                            .append(each.code())
                            .append("</d:Årsag><d:Beløb>")
                            .append(kroner(each.amountOre()))
                            .append("</d:Beløb><d:Virkningsdato>")
                            .append(each.valueOn())
                            .append("</d:Virkningsdato></d:Afskrivning>");
                default ->
                    xml.append("<d:Kontostatusskift><d:Kontostatus>")
                            .append(each.code())
                            .append("</d:Kontostatus><d:Virkningsdato>")
                            .append(each.valueOn())
                            .append("</d:Virkningsdato></d:Kontostatusskift>");
            }
            xml.append("</d:Linje>");
        }
        return close(xml.append("</d:").append(element).append('>'));
    }

    /** The operation that a message of the back channel calls. */
    static String operation(JournalEntry.Message message) {
        return Boolean.TRUE.equals(message.apart()) ? "RegistrerKontostatus" : "RegistrerDaekningAfskrivning";
    }

    private static void status(StringBuilder xml, JournalEntry.Notice notice) {
        xml.append("<d:Kontostatusmeddelelse><d:MeddelelseId>").append(notice.key());
        xml.append("</d:MeddelelseId><d:DebitorkontoReference>").append(escape(notice.claimReference()));
        xml.append("</d:DebitorkontoReference><d:Kontostatus>").append(notice.code());
        xml.append("</d:Kontostatus><d:Virkningsdato>").append(notice.valueOn());
        xml.append("</d:Virkningsdato></d:Kontostatusmeddelelse>");
    }

    private static StringBuilder open(boolean soap12) {
        return new StringBuilder(1500)
                .append("<?xml version=\"1.0\" encoding=\"UTF-8\"?><s:Envelope xmlns:s=\"")
                .append(soap12 ? SoapReader.SOAP_12 : SoapReader.SOAP_11)
                .append("\" xmlns:d=\"")
                .append(OWN)
                .append("\" xmlns:k=\"")
                .append(KONTEKST)
                .append("\" xmlns:v=\"")
                .append(KVITTERING)
                .append("\" xmlns:f=\"")
                .append(FAULT)
                .append("\"><s:Body>");
    }

    private static byte[] close(StringBuilder xml) {
        return xml.append("</s:Body></s:Envelope>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void head(StringBuilder xml, Incoming call, String reactions) {
        xml.append("<k:HovedOplysningerSvar><k:TransaktionsId>").append(escape(call.conversationId()));
        xml.append("</k:TransaktionsId><k:TransaktionsTid>").append(escape(call.conversationAt()));
        xml.append("</k:TransaktionsTid>");
        if (!call.requestId().isEmpty()) {
            xml.append("<k:RequestId>").append(call.requestId()).append("</k:RequestId>");
        }
        xml.append(reactions).append("</k:HovedOplysningerSvar>");
    }

    static String kroner(long ore) {
        return BigDecimal.valueOf(ore, 2).toPlainString();
    }

    static String escape(String text) {
        if (text.indexOf('&') < 0 && text.indexOf('<') < 0 && text.indexOf('>') < 0) {
            return text;
        }
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
