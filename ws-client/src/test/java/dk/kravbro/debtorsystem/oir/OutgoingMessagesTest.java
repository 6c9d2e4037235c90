package dk.kravbro.debtorsystem.oir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dk.kravbro.debtorsystem.ClaimAdjustment;
import dk.kravbro.debtorsystem.Party;
import dk.kravbro.debtorsystem.oir.contract.ObjectFactory;
import jakarta.xml.bind.JAXBContext;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of message we write is valid by the contract, according to two implementations of XML Schema. */
class OutgoingMessagesTest {

    private static final Path XMLLINT = Path.of("/usr/bin/xmllint");
    private static final String HOW = "There is no xmllint on this machine, so only one implementation looked at the"
            + " messages. On Debian: apt-get install libxml2-utils";
    private static final Path CONTRACT = Path.of("src/main/resources/contract/Debitor.xsd");

    static Stream<Named<Object>> messages() {
        Stream<Named<Object>> registrations = Stream.of(
                        new Party(Party.Kind.CPR, "1808175189", "Maja"),
                        new Party(Party.Kind.SUBSTITUTE_CPR, "710817AB12", ""),
                        new Party(Party.Kind.CVR, "64942212", "Firma & Søn ApS"),
                        new Party(Party.Kind.P_NUMBER, "1003388397", "Skole"),
                        new Party(Party.Kind.GLN, "5798000000005", "Institution"))
                .map(each -> Named.of(
                        "registration for a " + each.kind(),
                        ContractMapping.toContract(
                                Sample.call(), Sample.registration(each, List.of(Sample.person(), Sample.person())))));
        List<UUID> ids =
                IntStream.range(0, 500).mapToObj(each -> UUID.randomUUID()).toList();
        Stream<Named<Object>> others = Stream.of(
                Named.of(
                        "write-up",
                        ContractMapping.toRegulation(Sample.call(), Sample.adjustment(ClaimAdjustment.Kind.WRITE_UP))),
                Named.of(
                        "write-down",
                        ContractMapping.toRegulation(
                                Sample.call(), Sample.adjustment(ClaimAdjustment.Kind.WRITE_DOWN))),
                Named.of(
                        "withdrawal",
                        ContractMapping.toWithdrawal(
                                Sample.call(), Sample.adjustment(ClaimAdjustment.Kind.WITHDRAWAL))),
                Named.of("change of party", ContractMapping.toContract(Sample.call(), Sample.partyChange())),
                Named.of("inquiry", ContractMapping.toContract(Sample.call(), ids)),
                Named.of(
                        "receipt",
                        new ObjectFactory()
                                .createRegistrerDaekningAfskrivningO(ContractMapping.reply(
                                        "c", Sample.REQUEST.toString(), Instant.EPOCH, null, ""))),
                Named.of(
                        "refusal",
                        new ObjectFactory()
                                .createRegistrerDaekningAfskrivningO(
                                        ContractMapping.reply("c", null, Instant.EPOCH, "DTD", "no"))));
        return Stream.concat(registrations, others);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void a_message_is_valid_by_the_jdk(Object message) throws Exception {
        Schema schema = SchemaFactory.newDefaultInstance().newSchema(CONTRACT.toFile());

        schema.newValidator().validate(new StreamSource(new StringReader(xml(message))));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void a_message_is_valid_by_xmllint(Object message, @TempDir Path folder) throws Exception {
        demandXmllint();
        Path file = folder.resolve("message.xml");
        Files.writeString(file, xml(message), StandardCharsets.UTF_8);

        Process xmllint = new ProcessBuilder(
                        XMLLINT.toString(), "--noout", "--nonet", "--schema", CONTRACT.toString(), file.toString())
                .redirectErrorStream(true)
                .start();
        String words = new String(xmllint.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(xmllint.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(xmllint.exitValue()).as(words).isZero();
    }

    /** Without it the test is aborted with words; with KRAVBRO_XMLLINT_REQUIRED=true it fails. */
    private static void demandXmllint() {
        if (!Files.isExecutable(XMLLINT)) {
            if (Boolean.parseBoolean(System.getenv("KRAVBRO_XMLLINT_REQUIRED"))) {
                fail(HOW);
            }
            System.out.println("[WARNING] " + HOW);
            abort(HOW);
        }
    }

    private static String xml(Object message) throws Exception {
        StringWriter text = new StringWriter();
        JAXBContext.newInstance(ObjectFactory.class).createMarshaller().marshal(message, text);
        return text.toString();
    }
}
