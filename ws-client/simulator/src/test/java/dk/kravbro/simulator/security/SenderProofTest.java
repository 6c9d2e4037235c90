package dk.kravbro.simulator.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.debtorsystem.oir.security.PlatformIdentity;
import dk.kravbro.debtorsystem.oir.security.SignedBackChannel;
import dk.kravbro.debtorsystem.oir.security.SignedBackChannel.NotProved;
import dk.kravbro.debtorsystem.oir.security.SignedBackChannel.Sent;
import dk.kravbro.simulator.pki.Identity;
import dk.kravbro.simulator.pki.PkiRequest;
import dk.kravbro.simulator.pki.RehearsalPki;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Messages on the back channel that are signed as the platform signs, and those that only look like it; our receipts likewise. */
class SenderProofTest {

    private static final String CVR = "64942212";
    private static final String OURS = "http://kravbro.example/service/tilbagemelding/1";
    private static final URI DOOR = URI.create("https://kravbro.example/callback");
    private static final String MESSAGE = "<s:Envelope xmlns:s=\"" + Soap.SOAP_11 + "\"><s:Body>"
            + "<k:Besked xmlns:k=\"urn:x\"><k:Tekst>Rykkergebyr på bøger &amp; blade</k:Tekst></k:Besked></s:Body></s:Envelope>";
    private static final String NO_SOAP = "it is no SOAP envelope that can be proved";
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    private static Path directory;

    private static RehearsalPki pki;
    private static SignedBackChannel channel;

    @BeforeAll
    static void certificates() throws IOException {
        pki = RehearsalPki.create(directory.resolve("pki"), PkiRequest.forThisMachine(NOW));
        channel = channel(CLOCK);
    }

    private static SignedBackChannel channel(Clock clock) throws IOException {
        Identity own = pki.identity(RehearsalPki.FAGSYSTEM);
        return new SignedBackChannel(
                new PlatformIdentity(
                        own.key(),
                        own.certificate(),
                        // The next certificate of the token service may be known before it is used.
                        Set.of(
                                pki.identity(RehearsalPki.SERVER).certificate(),
                                pki.identity(RehearsalPki.STS).certificate()),
                        Set.of(pki.identity(RehearsalPki.SERVICE_SIGNING).certificate())),
                OURS,
                clock);
    }

    /** A sender: who made its token, who signs, whom the token is bound to, when, for whom. */
    private static SenderSeal seal(String tokenService, String signer, String holder, String audience, Clock clock)
            throws IOException {
        Identity issuer = pki.identity(tokenService);
        return new SenderSeal(
                new TokenDoor(issuer.key(), issuer.certificate(), audience, clock),
                pki.identity(signer).key(),
                pki.identity(holder).certificate(),
                pki.identity(RehearsalPki.FAGSYSTEM).certificate(),
                audience,
                clock);
    }

    private static SenderSeal platform() throws IOException {
        return seal(RehearsalPki.STS, RehearsalPki.PLATFORM, RehearsalPki.PLATFORM, OURS, CLOCK);
    }

    private static SenderSeal.Sealed sealed(SenderSeal seal) throws IOException {
        return seal.seal(MESSAGE.getBytes(StandardCharsets.UTF_8), CVR, "urn:x#tell", DOOR);
    }

    @Test
    void what_the_platform_signed_is_read_as_it_was_proved() throws Exception {
        SenderSeal.Sealed sealed = sealed(platform());

        Sent sent = channel.prove(sealed.text());

        assertThat(sent.municipalityCvr()).isEqualTo(CVR);
        assertThat(sent.messageId()).isEqualTo(sealed.messageId());
        assertThat(sent.text()).contains("Rykkergebyr på bøger &amp; blade");
        assertThat(channel.prove(sent.text()))
                .as("what is kept proves the same again")
                .isEqualTo(sent);
    }

    @Test
    void a_clock_a_little_behind_believes_it_too() throws Exception {
        String early = sealed(platform()).text();

        assertThat(channel(Clock.fixed(NOW.minusSeconds(50), ZoneOffset.UTC))
                        .prove(early)
                        .municipalityCvr())
                .isEqualTo(CVR);
    }

    static Stream<Arguments> forgeries() {
        return Stream.of(
                Arguments.of(
                        "its token is by another of the same authority",
                        "its token is not the token service's",
                        forged(RehearsalPki.PLATFORM, 0)),
                Arguments.of(
                        "its token is by the service, not by the token service",
                        "its token is not the token service's",
                        forged("service-signing", 0)),
                Arguments.of(
                        "it is signed an hour ago", "its time stamp does not hold now", forged(RehearsalPki.STS, -60)),
                Arguments.of("its token ended", "its token does not hold now", forged(RehearsalPki.STS, -9 * 60)),
                Arguments.of("its token has not begun", "its token does not hold now", forged(RehearsalPki.STS, 2)),
                Arguments.of("its token is for another service", "its token is for another service", (Forgery)
                        () -> sealed(seal(
                                        RehearsalPki.STS,
                                        RehearsalPki.PLATFORM,
                                        RehearsalPki.PLATFORM,
                                        PlatformSecurity.ENTITY_ID,
                                        CLOCK))
                                .text()),
                Arguments.of("its token is somebody else's", "its signature does not hold", (Forgery) () -> sealed(seal(
                                RehearsalPki.STS, RehearsalPki.SERVICE_SIGNING, RehearsalPki.PLATFORM, OURS, CLOCK))
                        .text()),
                Arguments.of("it is not signed", "it is not signed", (Forgery) () -> MESSAGE),
                changed("its body was changed", "its signature does not hold", text -> text.replace("blade", "aviser")),
                changed(
                        "its token was changed",
                        "its token is not the token service's",
                        text -> text.replace(CVR, "55133018")),
                changed(
                        "its message id was changed",
                        "its signature does not hold",
                        text -> text.replace("MessageID wsu:Id", "MessageID  wsu:Id")
                                .replaceFirst("(<wsa:MessageID[^>]*>urn:uuid:)....", "$10000")),
                changed(
                        "its time stamp was changed",
                        "its signature does not hold",
                        text -> text.replace("12:05:00Z", "12:09:00Z")),
                changed(
                        "it has no signature",
                        "it carries no token, or no signature",
                        text -> text.replaceAll("(?s)<ds:Signature [^>]*>(?!.*<ds:Signature ).*</ds:Signature>", "")),
                changed("it has a document type", NO_SOAP, text -> "<!DOCTYPE x>" + text),
                changed("it is no XML", NO_SOAP, text -> "<html>"),
                changed("it is no SOAP", NO_SOAP, text -> "<html/>"),
                changed("it has two bodies", NO_SOAP, text -> text.replace("<s:Body ", "<s:Body/><s:Body ")),
                changed("an id stands twice", "an id stands twice", SenderProofTest::doubledId),
                changed("the signed body lies aside", "its Body is not signed", SenderProofTest::wrapped),
                changed(
                        "the signed message id lies aside",
                        "its MessageID is not signed",
                        SenderProofTest::otherMessageId),
                changed(
                        "the signed token lies aside",
                        "its token is not the token service's",
                        SenderProofTest::otherToken),
                changed(
                        "it has two security headers",
                        "it is not signed",
                        text -> text.replace("</s:Header>", "<w:Security xmlns:w=\"" + Soap.WSSE + "\"/></s:Header>")));
    }

    private interface Forgery {
        String text() throws IOException;
    }

    private static Forgery forged(String tokenService, int minutes) {
        return () -> sealed(seal(
                        tokenService,
                        RehearsalPki.PLATFORM,
                        RehearsalPki.PLATFORM,
                        OURS,
                        Clock.offset(CLOCK, Duration.ofMinutes(minutes))))
                .text();
    }

    private static Arguments changed(String what, String because, UnaryOperator<String> change) {
        return Arguments.of(what, because, (Forgery) () -> {
            String text = sealed(platform()).text();
            String other = change.apply(text);
            assertThat(other).as("the forgery").isNotEqualTo(text);
            return other;
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void nothing_else_is_believed(String what, String because, Forgery forgery) throws IOException {
        String text = forgery.text();

        assertThatThrownBy(() -> channel.prove(text))
                .as(what)
                .isInstanceOf(NotProved.class)
                .hasMessage(because);
    }

    /** Each id that is signed, once more on an element of its own. */
    private static String doubledId(String text) {
        String id = text.replaceFirst("(?s).*<s:Body[^>]* wsu:Id=\"([^\"]*)\".*", "$1");
        return text.replace(
                "</s:Header>",
                "<x:x xmlns:x=\"urn:y\" xmlns:wsu=\"" + Soap.WSU + "\" wsu:Id=\"" + id + "\"/></s:Header>");
    }

    private static String wrapped(String text) {
        return moved(text, envelope -> {
            Element body = Soap.body(envelope);
            Element other = (Element) body.cloneNode(true);
            other.removeAttributeNS(Soap.WSU, "Id");
            other.getElementsByTagNameNS("urn:x", "Tekst").item(0).setTextContent("anything");
            Element aside = Soap.append(Soap.header(envelope), "urn:y", "y:aside", "");
            body.getParentNode().replaceChild(other, body);
            aside.appendChild(body);
        });
    }

    private static String otherMessageId(String text) {
        return moved(text, envelope -> {
            Element id = Soap.child(Soap.header(envelope), Soap.WSA, "MessageID");
            Element other = (Element) id.cloneNode(true);
            other.removeAttributeNS(Soap.WSU, "Id");
            other.setTextContent("urn:uuid:other");
            Element aside = Soap.append(Soap.header(envelope), "urn:y", "y:aside", "");
            id.getParentNode().replaceChild(other, id);
            aside.appendChild(id);
        });
    }

    /** A token of another's making in the place of the one that is signed, which is still there. */
    private static String otherToken(String text) {
        return moved(text, envelope -> {
            try {
                Identity mallory = pki.identity(RehearsalPki.SERVICE_SIGNING);
                Element own = new TokenDoor(mallory.key(), mallory.certificate(), OURS, CLOCK)
                        .token("55133018", mallory.certificate(), OURS);
                Element security = Soap.child(Soap.header(envelope), Soap.WSSE, "Security");
                Element token = Soap.child(security, Soap.SAML, "Assertion");
                Element aside = Soap.append(Soap.header(envelope), "urn:y", "y:aside", "");
                security.replaceChild(envelope.importNode(own, true), token);
                aside.appendChild(token);
            } catch (IOException broken) {
                throw new IllegalStateException(broken);
            }
        });
    }

    private interface Move {
        void on(Document envelope);
    }

    private static String moved(String text, Move move) {
        try {
            Document envelope = Soap.parse(text.getBytes(StandardCharsets.UTF_8));
            move.on(envelope);
            return new String(Soap.write(envelope), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Test
    void the_platform_proves_our_answer() throws Exception {
        SenderSeal.Sealed sealed = sealed(platform());
        byte[] answer = channel.seal(MESSAGE, sealed.messageId()).getBytes(StandardCharsets.UTF_8);

        assertThatCode(() -> platform().demandAnswer(answer, sealed.messageId()))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> platform().demandAnswer(answer, "urn:uuid:other"))
                .hasMessageContaining("another message");
        assertThatThrownBy(() -> platform().demandAnswer(MESSAGE.getBytes(StandardCharsets.UTF_8), sealed.messageId()))
                .hasMessageContaining("missing");
        assertThatThrownBy(() -> platform()
                        .demandAnswer(
                                new String(answer, StandardCharsets.UTF_8)
                                        .replace("blade", "aviser")
                                        .getBytes(StandardCharsets.UTF_8),
                                sealed.messageId()))
                .hasMessageContaining("does not hold");
    }
}
