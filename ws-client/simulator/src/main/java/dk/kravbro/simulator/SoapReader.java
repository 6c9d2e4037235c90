package dk.kravbro.simulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.ValidatorHandler;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/** Reads SOAP 1.1 and 1.2 envelopes in one pass: no document type, bounded, the body's element valid by the schema. */
final class SoapReader {

    static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";

    private static final int DEEPEST = 30;
    private static final int MOST_ELEMENTS = 20_000;

    private final Schema schema;
    private final Queue<Line> idle = new ConcurrentLinkedQueue<>();

    SoapReader() {
        URL contract = SoapReader.class.getClassLoader().getResource("contract/Debitor.xsd");
        if (contract == null) {
            throw new IllegalStateException("the contract's schema is not on the class path");
        }
        try {
            this.schema = SchemaFactory.newDefaultInstance().newSchema(contract);
        } catch (SAXException broken) {
            throw new IllegalStateException("the contract's schema cannot be read", broken);
        }
    }

    /** A message that cannot be read; its text says where, not what. */
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        private final boolean soap12;

        Unreadable(String what, boolean soap12) {
            super(what);
            this.soap12 = soap12;
        }

        boolean soap12() {
            return soap12;
        }
    }

    SoapMessage read(byte[] body) throws Unreadable {
        // Put back only after a clean pass: a parser that has stopped half-way is not used again.
        Line line = idle.poll();
        if (line == null) {
            line = new Line();
        }
        try {
            line.parser.parse(new InputSource(new ByteArrayInputStream(body)));
            XmlNode found = line.tree.root;
            if (found == null) {
                throw new Unreadable("the envelope carries no message", line.envelope.soap12);
            }
            SoapMessage message = new SoapMessage(line.envelope.soap12, found);
            line.clear();
            idle.add(line);
            return message;
        } catch (SAXParseException wrong) {
            throw new Unreadable(
                    "the message breaks the schema or is not XML, line " + wrong.getLineNumber() + rule(wrong),
                    line.envelope.soap12);
        } catch (SAXException | IOException wrong) {
            throw new Unreadable("the message is not an envelope within the limits", line.envelope.soap12);
        }
    }

    private static String rule(SAXParseException wrong) {
        String words = String.valueOf(wrong.getMessage());
        int colon = words.indexOf(':');
        return words.startsWith("cvc-") && colon > 0 ? ", rule " + words.substring(0, colon) : "";
    }

    /** Parser, envelope, schema and tree, for one message at a time. */
    private final class Line {

        private final XMLReader parser;
        private final Envelope envelope;
        private final Tree tree = new Tree();

        Line() {
            try {
                SAXParserFactory parsers = SAXParserFactory.newDefaultInstance();
                parsers.setNamespaceAware(true);
                parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
                parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
                parser = parsers.newSAXParser().getXMLReader();
                ValidatorHandler validator = schema.newValidatorHandler();
                validator.setContentHandler(tree);
                validator.setErrorHandler(tree);
                envelope = new Envelope(validator);
                parser.setContentHandler(envelope);
                parser.setErrorHandler(tree);
            } catch (SAXException | ParserConfigurationException broken) {
                throw new IllegalStateException("this Java has no usable XML parser", broken);
            }
        }

        void clear() {
            envelope.clear();
            tree.root = null;
        }
    }

    /** Takes the envelope away and lets the element of the body through. */
    private static final class Envelope extends DefaultHandler {

        private final ValidatorHandler schema;
        private final Map<String, String> prefixes = new LinkedHashMap<>();
        private boolean soap12;
        private boolean inBody;
        private boolean passed;
        private int depth;
        private int elements;

        Envelope(ValidatorHandler schema) {
            this.schema = schema;
        }

        void clear() {
            prefixes.clear();
            soap12 = false;
            inBody = false;
            passed = false;
            depth = 0;
            elements = 0;
        }

        @Override
        public void startPrefixMapping(String prefix, String uri) throws SAXException {
            if (inBody && depth >= 3) {
                schema.startPrefixMapping(prefix, uri);
            } else if (prefixes.size() < 50) {
                prefixes.put(prefix, uri);
            }
        }

        @Override
        public void startElement(String uri, String local, String name, Attributes attributes) throws SAXException {
            depth++;
            if (depth > DEEPEST || ++elements > MOST_ELEMENTS) {
                throw new SAXException("beyond the limits");
            }
            if (depth == 1) {
                soap12 = uri.equals(SOAP_12);
                if (!local.equals("Envelope") || !(soap12 || uri.equals(SOAP_11))) {
                    throw new SAXException("not an envelope");
                }
            } else if (depth == 2) {
                inBody = local.equals("Body") && uri.equals(soap12 ? SOAP_12 : SOAP_11);
            } else if (inBody) {
                if (depth == 3) {
                    if (passed) {
                        throw new SAXException("more than one message");
                    }
                    passed = true;
                    schema.startDocument();
                    for (Map.Entry<String, String> each : prefixes.entrySet()) {
                        schema.startPrefixMapping(each.getKey(), each.getValue());
                    }
                }
                schema.startElement(uri, local, name, attributes);
            }
        }

        @Override
        public void characters(char[] text, int start, int length) throws SAXException {
            if (inBody && depth >= 3) {
                schema.characters(text, start, length);
            }
        }

        @Override
        public void endElement(String uri, String local, String name) throws SAXException {
            if (inBody && depth >= 3) {
                schema.endElement(uri, local, name);
                if (depth == 3) {
                    schema.endDocument();
                }
            }
            depth--;
            if (depth == 1) {
                inBody = false;
            }
        }
    }

    /** Builds the tree of what the schema has let through. */
    private static final class Tree extends DefaultHandler {

        private final Deque<XmlNode> open = new ArrayDeque<>();
        private @Nullable XmlNode root;

        @Override
        public void startElement(String uri, String local, String name, Attributes attributes) {
            XmlNode node = new XmlNode(local);
            XmlNode parent = open.peek();
            if (parent == null) {
                root = node;
            } else {
                parent.add(node);
            }
            open.push(node);
        }

        @Override
        public void characters(char[] text, int start, int length) {
            XmlNode node = open.peek();
            if (node != null) {
                node.append(text, start, length);
            }
        }

        @Override
        public void endElement(String uri, String local, String name) {
            open.pop();
        }

        @Override
        public void error(SAXParseException wrong) throws SAXException {
            throw wrong;
        }
    }
}
