package dk.kravbro.debtorsystem.oir;

import dk.kravbro.debtorsystem.SettlementMessage;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.UnmarshallerHandler;
import java.io.IOException;
import java.io.StringReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.validation.Schema;
import javax.xml.validation.ValidatorHandler;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXNotRecognizedException;
import org.xml.sax.SAXNotSupportedException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;

/**
 * Reads untrusted XML in one pass: parser without document types, gate with limits ({@link MessageGate}), schema, objects.
 */
final class StrictReader {

    private static final Pattern RULE = Pattern.compile("^(cvc-[a-zA-Z0-9.-]+)");

    private final JAXBContext types;
    private final SAXParserFactory parsers;
    private final Schema schema;

    StrictReader(JAXBContext types) {
        this.types = types;
        this.parsers = ContractSchema.parsers();
        this.schema = ContractSchema.load();
    }

    Object read(String rawXml) throws UnreadableMessage {
        MessageGate gate = null;
        try {
            UnmarshallerHandler objects = types.createUnmarshaller().getUnmarshallerHandler();
            ValidatorHandler validator = validator();
            validator.setContentHandler(objects);
            gate = new MessageGate(validator);
            XMLReader parser = parser();
            parser.setContentHandler(gate);
            parser.setErrorHandler(new Strict());
            parser.parse(new InputSource(new StringReader(rawXml)));
            Object result = objects.getResult();
            return result instanceof JAXBElement ? ((JAXBElement<?>) result).getValue() : result;
        } catch (GateClosed closed) {
            throw unreadable(closed.code(), String.valueOf(closed.getMessage()), gate);
        } catch (SAXParseException wrong) {
            throw unreadable(wrong, gate);
        } catch (SAXException | JAXBException | IOException wrong) {
            throw unreadable("NOT_XML", "the text is not well-formed XML", gate);
        }
    }

    private XMLReader parser() throws SAXException {
        try {
            return parsers.newSAXParser().getXMLReader();
        } catch (ParserConfigurationException broken) {
            throw new IllegalStateException("the parser that was configured cannot be made", broken);
        }
    }

    private ValidatorHandler validator() throws SAXNotRecognizedException, SAXNotSupportedException {
        ValidatorHandler validator = schema.newValidatorHandler();
        validator.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        validator.setErrorHandler(new Strict());
        return validator;
    }

    /** The parser's own words quote the content, so only the rule and the line are passed on. */
    private static UnreadableMessage unreadable(SAXParseException wrong, @Nullable MessageGate gate) {
        String words = String.valueOf(wrong.getMessage());
        Matcher rule = RULE.matcher(words);
        if (rule.find()) {
            return unreadable(
                    "SCHEMA", "breaks the schema (" + rule.group(1) + ") in line " + wrong.getLineNumber(), gate);
        }
        if (words.contains("DOCTYPE")) {
            return unreadable("DTD", "a document type is not allowed", gate);
        }
        return unreadable("NOT_XML", "not well-formed XML in line " + wrong.getLineNumber(), gate);
    }

    private static UnreadableMessage unreadable(String code, String what, @Nullable MessageGate gate) {
        return gate == null
                ? new UnreadableMessage(SettlementMessage.Kind.SETTLEMENT, code, what, "")
                : new UnreadableMessage(gate.kind(), code, what, gate.conversationId());
    }

    /** A limit of the gate was passed. */
    static final class GateClosed extends SAXException {

        private static final long serialVersionUID = 1L;

        private final String code;

        GateClosed(String code, String what) {
            super(what);
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException remark) {
            // A warning of the parser is about the parser's own settings, never about the message.
        }

        @Override
        public void error(SAXParseException wrong) throws SAXException {
            throw wrong;
        }

        @Override
        public void fatalError(SAXParseException wrong) throws SAXException {
            throw wrong;
        }
    }
}
