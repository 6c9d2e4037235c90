package dk.kravbro.e2e;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Messages of the back channel as text, so that a test can spoil them. */
final class SettlementText {

    static final String PATH = "/callback/DaekningAfskrivningRegistrering";

    private static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";

    private SettlementText() {}

    /** A payment of one krone on a claim; the id makes the message's and the line's. */
    static String payment(String id, String municipalityCvr, String claimReference) {
        return envelope("", body(id, municipalityCvr, line(id, claimReference, "1.00")));
    }

    static String envelope(String header, String body) {
        return "<s:Envelope xmlns:s=\"" + ENVELOPE + "\">" + header + "<s:Body>" + body + "</s:Body></s:Envelope>";
    }

    static String body(String id, String municipalityCvr, String lines) {
        return "<d:RegistrerDaekningAfskrivning_I revision=\"r1\" xmlns:d=\"urn:kravbro:oir:debitor:1\""
                + " xmlns:k=\"http://kombit.dk/xml/schemas/kontekst/2017/01/01/\"><k:HovedOplysninger>"
                + "<k:TransaktionsId>hostile</k:TransaktionsId>"
                + "<k:TransaktionsTid>2026-11-28T12:00:00+01:00</k:TransaktionsTid><k:RequestId>"
                + UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8))
                + "</k:RequestId><k:AuthorityContext><k:MunicipalityCVR>" + municipalityCvr
                + "</k:MunicipalityCVR></k:AuthorityContext></k:HovedOplysninger>" + lines
                + "</d:RegistrerDaekningAfskrivning_I>";
    }

    static String line(String id, String claimReference, String kroner) {
        return "<d:Linje><d:LinjeId>" + id + "</d:LinjeId><d:FordringReference>" + claimReference
                + "</d:FordringReference><d:Dækning><d:Dækningstype>INDBETALING</d:Dækningstype><d:Beløb>" + kroner
                + "</d:Beløb><d:Valørdato>2026-11-27</d:Valørdato></d:Dækning></d:Linje>";
    }

    /** A whole request with its right length. */
    static byte[] request(String text) {
        return request("text/xml; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] request(String contentType, byte[] body) {
        return request("POST", contentType + "\r\nSOAPAction: \"\"", body.length, body);
    }

    /** @param length what the head says, which may be a lie */
    static byte[] request(String method, String contentType, long length, byte[] body) {
        byte[] head = (method + " " + PATH + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: " + contentType
                        + "\r\nContent-Length: " + length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }
}
