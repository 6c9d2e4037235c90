package dk.kravbro.debtorsystem.oir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dk.kravbro.debtorsystem.AccountQuery;
import dk.kravbro.debtorsystem.ClaimAdjustment;
import dk.kravbro.debtorsystem.Ending;
import dk.kravbro.debtorsystem.HandOver;
import dk.kravbro.debtorsystem.Party;
import dk.kravbro.debtorsystem.PartyPlace;
import dk.kravbro.debtorsystem.Payment;
import dk.kravbro.debtorsystem.SettlementNotice;
import dk.kravbro.debtorsystem.StateChange;
import dk.kravbro.debtorsystem.oir.contract.ObjectFactory;
import jakarta.xml.bind.JAXBContext;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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

    private static final ObjectFactory ELEMENTS = new ObjectFactory();

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
                Named.of(
                        "registration with all that the contract has",
                        ContractMapping.toContract(Sample.call(), Sample.fullRegistration())),
                Named.of("inquiry", ContractMapping.toContract(Sample.call(), ids)),
                Named.of(
                        "receipt",
                        ELEMENTS.createRegistrerDaekningAfskrivningO(
                                BackChannelMapping.reply("c", Sample.REQUEST.toString(), Instant.EPOCH, null, ""))),
                Named.of(
                        "receipt of an account status",
                        ELEMENTS.createRegistrerKontostatusO(
                                BackChannelMapping.reply("c", Sample.REQUEST.toString(), Instant.EPOCH, null, ""))),
                Named.of(
                        "refusal",
                        ELEMENTS.createRegistrerDaekningAfskrivningO(
                                BackChannelMapping.reply("c", null, Instant.EPOCH, "DTD", "no"))));
        return Stream.of(registrations, others, upkeep(), questions()).flatMap(Function.identity());
    }

    private static Stream<Named<Object>> upkeep() {
        Stream<Named<Object>> states = Stream.of(StateChange.State.values())
                .map(each -> Named.of(
                        "state " + each,
                        UpkeepMapping.toContract(
                                Sample.call(), new StateChange("DK-710100-1", each, Sample.TODAY, "complaint"))));
        PartyPlace guardian = new PartyPlace(PartyPlace.Role.REPRESENTATIVE, 2);
        Stream<Named<Object>> others = Stream.of(
                Named.of(
                        "hand-over",
                        UpkeepMapping.toContract(
                                Sample.call(), new HandOver("DK-710100-1", Sample.TODAY, "no-active-case"))),
                Named.of(
                        "end of a liability",
                        ELEMENTS.createAfslutHaeftelseI(UpkeepMapping.toEndOfLiability(
                                Sample.call(), ending(Ending.Kind.LIABILITY, PartyPlace.liable(), "")))),
                Named.of(
                        "end of a representative",
                        ELEMENTS.createAfslutAdministratorI(
                                UpkeepMapping.toEndOfParty(Sample.call(), ending(Ending.Kind.PARTY, guardian, "")))),
                Named.of(
                        "end of the other custody holder",
                        ELEMENTS.createAfslutLigestillingspartnerI(UpkeepMapping.toEndOfParty(
                                Sample.call(),
                                ending(
                                        Ending.Kind.PARTY,
                                        new PartyPlace(PartyPlace.Role.OTHER_CUSTODY_HOLDER, 1),
                                        "")))),
                Named.of(
                        "end of an address",
                        ELEMENTS.createAfslutGaeldendeAdresseAdministratorI(
                                UpkeepMapping.toEndOfParty(Sample.call(), ending(Ending.Kind.ADDRESS, guardian, "")))),
                Named.of(
                        "end of letters",
                        ELEMENTS.createAfslutMaterialeabonnementAdministratorI(UpkeepMapping.toEndOfLetters(
                                Sample.call(), ending(Ending.Kind.LETTERS, guardian, "RYKKER")))));
        return Stream.concat(states, others);
    }

    private static Ending ending(Ending.Kind kind, PartyPlace of, String letter) {
        return new Ending("DK-710100-1", kind, of, letter, Sample.TODAY);
    }

    private static Stream<Named<Object>> questions() {
        AccountQuery narrow = new AccountQuery(
                Optional.of(Sample.person()),
                Optional.of(SettlementNotice.AccountStatus.Status.AT_ENFORCEMENT),
                AccountQuery.MAX_PAGE,
                Optional.of("mark"));
        Stream<Named<Object>> payments = Stream.of(Payment.Channel.values())
                .map(each -> Named.of(
                        "payment by " + each,
                        PaymentMapping.toContract(
                                Sample.call(), new Payment("DK-710100-1", "DK-710100-1:1", 5, Sample.TODAY, each))));
        return Stream.concat(
                payments,
                Stream.of(
                        Named.of("fetch", AccountMapping.toFetch(Sample.call(), "DK-710100-1")),
                        Named.of(
                                "list of all",
                                ELEMENTS.createSoegDebitorkontoI(
                                        AccountMapping.toContract(Sample.call(), AccountQuery.all(1)))),
                        Named.of(
                                "list of few",
                                ELEMENTS.createSoegDebitorkontoI(AccountMapping.toContract(Sample.call(), narrow))),
                        Named.of(
                                "payable of a claim",
                                ELEMENTS.createSoegDelfordringTilIndbetalingI(
                                        PaymentMapping.toFindPayable(Sample.call(), "DK-710100-1"))),
                        Named.of(
                                "payable of a debtor",
                                ELEMENTS.createSoegDelfordringTilIndbetalingI(
                                        PaymentMapping.toFindPayable(Sample.call(), Sample.person())))));
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
