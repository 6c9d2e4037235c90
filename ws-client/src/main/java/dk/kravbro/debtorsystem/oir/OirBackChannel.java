package dk.kravbro.debtorsystem.oir;

import dk.kravbro.debtorsystem.SettlementMessage;
import dk.kravbro.debtorsystem.oir.contract.ObjectFactory;
import dk.kravbro.debtorsystem.oir.contract.RegistrerDaekningAfskrivningI;
import dk.kravbro.debtorsystem.oir.contract.RegistrerKontostatusI;
import dk.kravbro.debtorsystem.oir.contract.TilbagemeldingSvarType;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;

/**
 * The back channel's language: reads what debtor systems tell us, strictly, and writes the receipts. Thread-safe; costly
 * to make.
 */
public final class OirBackChannel {

    /** How many characters a message may have. */
    public static final int LONGEST_MESSAGE = 2_000_000;

    private static final String UNKNOWN_CONVERSATION = "ukendt";

    private final Clock clock;
    private final JAXBContext types;
    private final StrictReader reader;

    /** With the machine's clock, which only stamps refusals. */
    public OirBackChannel() {
        this(Clock.systemUTC());
    }

    /** With the given clock, which only stamps refusals. */
    public OirBackChannel(Clock clock) {
        this.clock = clock;
        try {
            this.types = JAXBContext.newInstance(ObjectFactory.class);
        } catch (JAXBException broken) {
            throw new IllegalStateException("the contract's classes do not fit together", broken);
        }
        this.reader = new StrictReader(types);
    }

    /**
     * Reads one message: a SOAP envelope (1.1 or 1.2) or the bare element of its body. No document type, no entity, bounded
     * in every direction, valid by the contract's schema.
     *
     * @throws UnreadableMessage if it cannot be taken; a copy of the same text will never be taken
     */
    public SettlementMessage read(String rawXml) throws UnreadableMessage {
        if (rawXml.length() > LONGEST_MESSAGE) {
            throw new UnreadableMessage(
                    SettlementMessage.Kind.SETTLEMENT,
                    "TOO_LARGE",
                    "a message has at most " + LONGEST_MESSAGE + " characters",
                    "");
        }
        Object message = reader.read(rawXml);
        if (message instanceof RegistrerDaekningAfskrivningI told) {
            return BackChannelMapping.fromContract(told);
        }
        if (message instanceof RegistrerKontostatusI told) {
            return BackChannelMapping.fromContract(told);
        }
        throw new UnreadableMessage(
                SettlementMessage.Kind.SETTLEMENT,
                "UNKNOWN_MESSAGE",
                "the element is no message of the back channel",
                "");
    }

    /**
     * The receipt for a message that is kept: the body element as XML text.
     *
     * @param message what was read
     * @param now when it was kept
     */
    public String receipt(SettlementMessage message, Instant now) {
        return write(
                message.kind(), BackChannelMapping.reply(message.conversationId(), message.messageId(), now, null, ""));
    }

    /**
     * The refusal of a message: the body element as XML text.
     *
     * @param kind which message it answers
     * @param conversationId the conversation, empty if unknown
     * @param code why, as a stable code
     * @param text why, in words, without personal data
     */
    public String refusal(SettlementMessage.Kind kind, String conversationId, String code, String text) {
        String conversation = conversationId.isBlank() ? UNKNOWN_CONVERSATION : conversationId;
        return write(kind, BackChannelMapping.reply(conversation, null, clock.instant(), code, text));
    }

    private String write(SettlementMessage.Kind kind, TilbagemeldingSvarType reply) {
        try {
            Marshaller marshaller = types.createMarshaller();
            marshaller.setProperty(Marshaller.JAXB_FRAGMENT, true);
            StringWriter text = new StringWriter();
            ObjectFactory elements = new ObjectFactory();
            marshaller.marshal(
                    kind == SettlementMessage.Kind.ACCOUNT_STATUS
                            ? elements.createRegistrerKontostatusO(reply)
                            : elements.createRegistrerDaekningAfskrivningO(reply),
                    text);
            return text.toString();
        } catch (JAXBException broken) {
            throw new IllegalStateException("a reply cannot be written", broken);
        }
    }
}
