package dk.kravbro.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import dk.kravbro.simulator.pki.Flaw;
import dk.kravbro.simulator.pki.Identity;
import dk.kravbro.simulator.pki.RehearsalPki;
import dk.kravbro.simulator.pki.TlsContexts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;

/** The rows: what is said, and what must come of it. */
final class HostileInputs {

    private static final String KOBENHAVN = "64942212";
    private static final String AARHUS = "55133018";
    private static final String STRANGER = "11111118";
    private static final String XML = "text/xml; charset=utf-8";

    private static final String NO_HTTP = "no HTTP";
    private static final String NOT_BOUND = "200 AFVIST AFSENDER_IKKE_TILKNYTTET";
    private static final String NOT_SOAP = "500 IKKE_SOAP";
    private static final String DTD = "500 DTD_IKKE_TILLADT";
    /** Above 5 MB by its own word, a body is the listener's to refuse. */
    private static final String LISTENER = "400";

    private static final String TOO_LARGE = "413 BESKED_FOR_STOR";
    private static final String MEDIA_TYPE = "415 INDHOLDSTYPE_UKENDT";
    private static final String UNREADABLE = "200 AFVIST BESKED_ULAESELIG";
    private static final String RECEIVED = "200 MODTAGET";

    private final RehearsalPki pki;
    private final int port;
    private final String own;
    private final String foreign;
    private final SSLContext platform;
    private final List<HostileInput> rows = new ArrayList<>();

    HostileInputs(RehearsalPki pki, int port, String own, String foreign) throws IOException {
        this.pki = pki;
        this.port = port;
        this.own = own;
        this.foreign = foreign;
        this.platform = as(pki.identity(RehearsalPki.PLATFORM));
    }

    List<HostileInput> all() throws IOException {
        callers();
        documents();
        sizes();
        encodings();
        requests();
        slowness();
        repeats();
        return List.copyOf(rows);
    }

    private void callers() throws IOException {
        byte[] good = SettlementText.request(SettlementText.payment("caller", KOBENHAVN, own));
        add("no certificate", NO_HTTP, TlsContexts.anonymous(pki.trustStore(), pki.password()), good);
        for (Flaw flaw : List.of(Flaw.OTHER_AUTHORITY, Flaw.EXPIRED, Flaw.NOT_YET_VALID, Flaw.FOR_SERVERS_ONLY)) {
            add("certificate " + flaw, NO_HTTP, as(pki.flawed("municipality-" + KOBENHAVN, KOBENHAVN, flaw)), good);
        }
        add("certificate WITHOUT_CVR", NOT_BOUND, as(pki.flawed("nobody", STRANGER, Flaw.WITHOUT_CVR)), good);
        add("unknown CVR", NOT_BOUND, as(pki.sender("stranger", STRANGER)), good);
        add(
                "unknown CVR, unreadable",
                NOT_BOUND,
                as(pki.sender("stranger", STRANGER)),
                SettlementText.request(SettlementText.envelope("", "<x/>")));
        SSLContext kobenhavn = as(pki.sender("municipality-" + KOBENHAVN, KOBENHAVN));
        add(
                "A's certificate, B's message",
                NOT_BOUND,
                kobenhavn,
                SettlementText.request(SettlementText.payment("theft-1", AARHUS, foreign)));
        add(
                "A's certificate, A's message, B's claim (parked)",
                RECEIVED,
                1,
                0,
                kobenhavn,
                SettlementText.request(SettlementText.payment("theft-2", KOBENHAVN, foreign)));
    }

    private void documents() {
        String good = SettlementText.payment("document", KOBENHAVN, own);
        String laughs = IntStream.range(1, 10)
                .mapToObj(i -> "<!ENTITY l" + i + " \"" + ("&l" + (i - 1) + ";").repeat(10) + "\">")
                .collect(Collectors.joining("", "<!DOCTYPE x [<!ENTITY l0 \"ha\">", "]>"));
        text("XML bomb", DTD, laughs + good.replace("hostile", "&l9;"));
        text(
                "external entity",
                DTD,
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + good.replace("hostile", "&e;"));
        text("external DTD", DTD, "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">" + good);
        text("parameter entity", DTD, "<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/x\"> %p;]>" + good);
        text("bare DOCTYPE", DTD, "<!DOCTYPE x>" + good);
        text("entity nobody declared", NOT_SOAP, good.replace("hostile", "&e;"));
        text("100,000 deep", NOT_SOAP, SettlementText.envelope("", "<a>".repeat(100_000) + "</a>".repeat(100_000)));
        text(
                "60,000 elements",
                UNREADABLE,
                1,
                SettlementText.envelope("", SettlementText.body("many", KOBENHAVN, "<e/>".repeat(60_000))));
        text(
                "20,000 attributes",
                NOT_SOAP,
                SettlementText.envelope(
                        "",
                        IntStream.range(0, 20_000)
                                .mapToObj(i -> " a" + i + "=\"\"")
                                .collect(Collectors.joining("", "<x", "/>"))));
        text("two bodies", NOT_SOAP, good.replace("</s:Body>", "</s:Body><s:Body/>"));
        text("two envelopes", NOT_SOAP, good + good);
        text(
                "SOAP 1.2 at the address of 1.1",
                NOT_SOAP,
                good.replace("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"));
        text(
                "WS-Security header that must be understood",
                "500 HEADER_IKKE_FORSTAAET",
                good.replace(
                        "<s:Body>",
                        "<s:Header><w:Security s:mustUnderstand=\"1\" xmlns:w=\"http://docs.oasis-open.org/wss/2004/01/"
                                + "oasis-200401-wss-wssecurity-secext-1.0.xsd\"/></s:Header><s:Body>"));
        text("not in the schema", UNREADABLE, 1, good.replace("<d:Linje>", "<d:Linje><d:Ukendt/>"));
    }

    private void sizes() {
        String good = SettlementText.payment("size", KOBENHAVN, own);
        text("2 MB of text", TOO_LARGE, good.replace("hostile", "x".repeat(2_000_000)));
        text("9 MB of text", LISTENER, good.replace("hostile", "x".repeat(9_000_000)));
        add("100 MB by Content-Length", LISTENER, 0, 0, talk -> {
            talk.say(SettlementText.request("POST", XML, 100_000_000, new byte[0]));
            talk.say(new byte[1_000_000]);
        });
        add("chunked without end", TOO_LARGE, 0, 0, talk -> {
            talk.say(chunkedHead());
            String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
            for (int i = 0; i < 500; i++) {
                talk.say(chunk);
            }
        });
        add("no body", NOT_SOAP, platform, SettlementText.request("POST", XML, 0, new byte[0]));
        byte[] whole = good.getBytes(UTF_8);
        add(
                "Content-Length below the truth",
                NOT_SOAP,
                platform,
                SettlementText.request("POST", XML, whole.length - 20, whole));
        add(
                "Content-Length above the truth, then silence",
                NO_HTTP,
                platform,
                SettlementText.request("POST", XML, whole.length + 20, whole));
    }

    private void encodings() throws IOException {
        String good = SettlementText.payment("encoding", KOBENHAVN, own);
        add("gzip", NOT_SOAP, platform, SettlementText.request(XML + "\r\nContent-Encoding: gzip", gzip(good)));
        add(
                "UTF-16, said so",
                MEDIA_TYPE,
                platform,
                SettlementText.request("text/xml; charset=utf-16", good.getBytes(UTF_16)));
        add("UTF-16, not said", NOT_SOAP, platform, SettlementText.request(XML, good.getBytes(UTF_16)));
        add(
                "ISO-8859-1, said so",
                MEDIA_TYPE,
                platform,
                SettlementText.request("text/xml; charset=iso-8859-1", good.getBytes(ISO_8859_1)));
        add("ISO-8859-1, not said", NOT_SOAP, platform, SettlementText.request(XML, good.getBytes(ISO_8859_1)));
        byte[] cut = good.getBytes(UTF_8);
        cut[cut.length / 2] = (byte) 0xC3;
        add("invalid UTF-8", NOT_SOAP, platform, SettlementText.request(XML, cut));
        String other = SettlementText.payment("declared", KOBENHAVN, own);
        add(
                "XML declares ISO-8859-1, HTTP and bytes are UTF-8 (HTTP wins)",
                RECEIVED,
                1,
                1,
                platform,
                SettlementText.request("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + other));
        add(
                "byte order mark (allowed)",
                RECEIVED,
                1,
                1,
                platform,
                SettlementText.request("\uFEFF" + SettlementText.payment("mark", KOBENHAVN, own)));
        add(
                "MTOM",
                MEDIA_TYPE,
                platform,
                SettlementText.request(
                        "multipart/related; type=\"application/xop+xml\"; boundary=b",
                        ("--b\r\nContent-Type: application/xop+xml\r\n\r\n" + good + "\r\n--b--").getBytes(UTF_8)));
        add("JSON", MEDIA_TYPE, platform, SettlementText.request("application/json", "{}".getBytes(UTF_8)));
    }

    private void requests() {
        byte[] good = SettlementText.payment("request", KOBENHAVN, own).getBytes(UTF_8);
        String head = "POST " + SettlementText.PATH + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: " + XML + "\r\n";
        add("GET", "405 KUN_POST", 0, 0, talk -> talk.say(head.replace("POST", "GET") + "\r\n"));
        add(
                "GET of a WSDL",
                "405 KUN_POST",
                0,
                0,
                talk -> talk.say("GET " + SettlementText.PATH + "?wsdl HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
        add("PUT", "405 KUN_POST", platform, SettlementText.request("PUT", XML, good.length, good));
        add(
                "SOAPAction of something else (the body decides)",
                RECEIVED,
                1,
                1,
                platform,
                action("\"urn:other#Other\"", SettlementText.payment("action", KOBENHAVN, own)));
        add("two lengths", "400", 0, 0, talk -> {
            talk.say(head + "Content-Length: 5\r\nContent-Length: " + good.length + "\r\n\r\n");
            talk.say(good);
        });
        add("a length and chunks", "400", 0, 0, talk -> {
            talk.say(head + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        });
        add("100 lines in the head", "4[0-9]{2}|" + NO_HTTP, 0, 0, talk -> {
            talk.say(head);
            talk.say("X: x\r\n".repeat(100) + "Content-Length: 0\r\n\r\n");
        });
        add("a head of 20 kB", "4[0-9]{2}|" + NO_HTTP, 0, 0, talk -> {
            talk.say(head + "X: " + "x".repeat(20_000) + "\r\nContent-Length: 0\r\n\r\n");
        });
        add("not HTTP", "400|" + NO_HTTP, 0, 0, talk -> talk.say("EHLO kravbro\r\n\r\n"));
    }

    private void slowness() {
        byte[] good = SettlementText.payment("slow", KOBENHAVN, own).getBytes(UTF_8);
        add("trickled head", NO_HTTP + "|408", 0, 0, talk -> {
            for (byte each : SettlementText.request("POST", XML, good.length, new byte[0])) {
                talk.say(new byte[] {each});
                pause();
            }
        });
        add("trickled body", "408 BESKED_FOR_LANGSOM", 0, 0, talk -> {
            talk.say(SettlementText.request("POST", XML, good.length, new byte[0]));
            for (byte each : good) {
                talk.say(new byte[] {each});
                pause();
            }
        });
        add("trickled chunks of a wrong type", MEDIA_TYPE, 0, 0, talk -> {
            talk.say(chunkedHead().replace("text/xml", "text/html"));
            for (int i = 0; i < 100; i++) {
                talk.say("1\r\nx\r\n");
                pause();
            }
        });
        add("half a body, then silence", NO_HTTP, 0, 0, talk -> {
            talk.say(SettlementText.request("POST", XML, good.length, Arrays.copyOf(good, good.length / 2)));
        });
        add("silence after TLS", NO_HTTP, 0, 0, talk -> {});
    }

    private void repeats() {
        byte[] first = SettlementText.request(SettlementText.payment("repeated", KOBENHAVN, own));
        add("a message, to be repeated", RECEIVED, 1, 1, platform, first);
        add("the same message again", RECEIVED, platform, first);
        add(
                "the same id, other content",
                "200 AFVIST BESKED_ID_GENBRUGT",
                platform,
                SettlementText.request(SettlementText.envelope(
                        "", SettlementText.body("repeated", KOBENHAVN, SettlementText.line("other", own, "99.00")))));
    }

    private static byte[] action(String soapAction, String text) {
        byte[] body = text.getBytes(UTF_8);
        return SettlementText.request("POST", XML + "\r\nSOAPAction: " + soapAction, body.length, body);
    }

    private static String chunkedHead() {
        return "POST " + SettlementText.PATH + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: " + XML
                + "\r\nTransfer-Encoding: chunked\r\n\r\n";
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }

    /** Between two bytes of a trickle. */
    private static void pause() throws IOException {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void text(String name, String expected, String text) {
        text(name, expected, 0, text);
    }

    private void text(String name, String expected, long kept, String text) {
        add(name, expected, kept, 0, platform, SettlementText.request(text));
    }

    private void add(String name, String expected, SSLContext sender, byte[] request) {
        add(name, expected, 0, 0, sender, request);
    }

    private void add(String name, String expected, long kept, long paid, SSLContext sender, byte[] request) {
        rows.add(new HostileInput(
                name, expected, kept, paid, () -> TlsTalk.hear(port, sender, talk -> talk.say(request))));
    }

    private void add(String name, String expected, long kept, long paid, TlsTalk.Saying saying) {
        rows.add(new HostileInput(name, expected, kept, paid, () -> TlsTalk.hear(port, platform, saying)));
    }

    private SSLContext as(Identity identity) throws IOException {
        return TlsContexts.mutual(identity.file(), pki.trustStore(), identity.password());
    }
}
