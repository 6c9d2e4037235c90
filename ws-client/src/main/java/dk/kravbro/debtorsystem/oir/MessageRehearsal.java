package dk.kravbro.debtorsystem.oir;

import dk.kravbro.debtorsystem.Rehearsal;
import dk.kravbro.debtorsystem.oir.contract.ObjectFactory;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.validation.Schema;
import javax.xml.validation.ValidatorHandler;
import org.xml.sax.Attributes;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * Writes a message to memory, reads it back as its receiver would, and holds it against the contract's schema. Reading
 * it back also finds what no schema speaks of: characters that XML cannot carry. Thread-safe; costly to make.
 */
final class MessageRehearsal {

    private static final String NOT_XML = "NOT_XML";

    private static final Pattern RULE = Pattern.compile("^(cvc-[a-zA-Z0-9.-]+)");

    /** Says only that the rule named just before it was broken. */
    private static final String ECHO = "cvc-type.3.1.3";

    private final JAXBContext types;
    private final SAXParserFactory parsers = ContractSchema.parsers();
    private final Schema schema = ContractSchema.load();

    MessageRehearsal() {
        try {
            this.types = JAXBContext.newInstance(ObjectFactory.class);
        } catch (JAXBException broken) {
            throw new IllegalStateException("the contract's classes do not fit together", broken);
        }
    }

    /** Rehearses a message of the contract. */
    Rehearsal of(Object message) {
        ByteArrayOutputStream written = new ByteArrayOutputStream(2048);
        try {
            types.createMarshaller().marshal(message, written);
        } catch (JAXBException unwritable) {
            return new Rehearsal(0, List.of(new Rehearsal.Violation("", "NOT_WRITABLE")));
        }
        Finder finder = new Finder();
        try {
            XMLReader parser = parsers.newSAXParser().getXMLReader();
            ValidatorHandler validator = schema.newValidatorHandler();
            validator.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            validator.setErrorHandler(finder);
            finder.setParent(parser);
            finder.setContentHandler(validator);
            finder.parse(new InputSource(new ByteArrayInputStream(written.toByteArray())));
        } catch (SAXException | IOException unreadable) {
            finder.stopped();
        } catch (ParserConfigurationException broken) {
            throw new IllegalStateException("the parser that was configured cannot be made", broken);
        }
        return new Rehearsal(written.size(), finder.found);
    }

    /** Stands between parser and schema, and so knows which element a broken rule is about. */
    private static final class Finder extends XMLFilterImpl implements ErrorHandler {

        private final Deque<String> path = new ArrayDeque<>();
        private final List<Rehearsal.Violation> found = new ArrayList<>();

        @Override
        public void startElement(String uri, String local, String name, Attributes attributes) throws SAXException {
            path.addLast(local);
            super.startElement(uri, local, name, attributes);
        }

        @Override
        public void endElement(String uri, String local, String name) throws SAXException {
            super.endElement(uri, local, name);
            path.removeLast();
        }

        @Override
        public void warning(SAXParseException remark) {
            // A warning of the parser is about the parser's own settings, never about the message.
        }

        @Override
        public void error(SAXParseException wrong) {
            // The parser's own words quote the content, so only the rule is passed on.
            Matcher rule = RULE.matcher(String.valueOf(wrong.getMessage()));
            add(rule.find() ? rule.group(1) : NOT_XML);
        }

        @Override
        public void fatalError(SAXParseException wrong) throws SAXException {
            add(NOT_XML);
            throw wrong;
        }

        /** Reading ended before the end: there is a reason, even if the parser named none. */
        void stopped() {
            if (found.isEmpty()) {
                add(NOT_XML);
            }
        }

        private void add(String rule) {
            boolean echo = rule.equals(ECHO) && !found.isEmpty();
            if (!echo && found.size() < Rehearsal.MOST_VIOLATIONS) {
                found.add(new Rehearsal.Violation("/" + String.join("/", path), rule));
            }
        }
    }
}
