package dk.kravbro.web.callback;

import java.io.StringReader;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Looks through a text before anything else may parse it: is it one well-formed SOAP envelope of this version, without
 * document type, and not absurdly deep? The SOAP stack would refuse such texts too, but with its parser's own words.
 */
final class Envelopes {

    private static final int DEEPEST = 40;

    /** Namespaces of the headers that a signed message has: security, addressing, Liberty's framework. */
    private static final Set<String> UNDERSTOOD = Set.of(
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd",
            "http://www.w3.org/2005/08/addressing",
            "urn:liberty:sb:2006-08");

    private static final XMLInputFactory PARSERS = parsers();

    private Envelopes() {}

    private static XMLInputFactory parsers() {
        XMLInputFactory parsers = XMLInputFactory.newDefaultFactory();
        parsers.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        parsers.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        parsers.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        parsers.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        return parsers;
    }

    /**
     * What is wrong with it; empty if nothing is.
     *
     * @param signed whether signatures are proved here, so that the headers which they need are understood
     */
    static Optional<Refusal> objection(String text, SoapVersion version, boolean signed) {
        try {
            XMLStreamReader reader = PARSERS.createXMLStreamReader(new StringReader(text));
            try {
                return look(reader, new Shape(version, signed));
            } finally {
                reader.close();
            }
        } catch (XMLStreamException malformed) {
            return Optional.of(Refusal.NOT_SOAP);
        }
    }

    private static Optional<Refusal> look(XMLStreamReader reader, Shape shape) throws XMLStreamException {
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD -> {
                    return Optional.of(Refusal.DOCUMENT_TYPE);
                }
                case XMLStreamConstants.ENTITY_REFERENCE -> {
                    return Optional.of(Refusal.NOT_SOAP);
                }
                case XMLStreamConstants.START_ELEMENT -> {
                    Optional<Refusal> objection = shape.enter(reader);
                    if (objection.isPresent()) {
                        return objection;
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> shape.leave();
                default -> {
                    // Text, comments and the like carry nothing that matters here.
                }
            }
        }
        return shape.complete() ? Optional.empty() : Optional.of(Refusal.NOT_SOAP);
    }

    /** What an envelope looks like: a header perhaps, then one body, nothing else. */
    private static final class Shape {

        private final SoapVersion version;
        private final boolean signed;
        private int depth;
        private boolean headerSeen;
        private boolean bodySeen;

        Shape(SoapVersion version, boolean signed) {
            this.version = version;
            this.signed = signed;
        }

        Optional<Refusal> enter(XMLStreamReader reader) {
            depth++;
            return switch (depth) {
                case 1 -> is(reader, "Envelope") ? Optional.empty() : Optional.of(Refusal.NOT_SOAP);
                case 2 -> part(reader);
                case 3 ->
                    !bodySeen && mustBeUnderstood(reader)
                            ? Optional.of(Refusal.HEADER_NOT_UNDERSTOOD)
                            : Optional.empty();
                default -> depth > DEEPEST ? Optional.of(Refusal.NOT_SOAP) : Optional.empty();
            };
        }

        private Optional<Refusal> part(XMLStreamReader reader) {
            boolean header = is(reader, "Header") && !headerSeen && !bodySeen;
            boolean body = is(reader, "Body") && !bodySeen;
            headerSeen |= header;
            bodySeen |= body;
            return header || body ? Optional.empty() : Optional.of(Refusal.NOT_SOAP);
        }

        void leave() {
            depth--;
        }

        boolean complete() {
            return bodySeen;
        }

        private boolean is(XMLStreamReader reader, String name) {
            return name.equals(reader.getLocalName()) && version.namespace().equals(reader.getNamespaceURI());
        }

        private boolean mustBeUnderstood(XMLStreamReader reader) {
            String must = reader.getAttributeValue(version.namespace(), "mustUnderstand");
            return ("1".equals(must) || "true".equals(must))
                    && !(signed && UNDERSTOOD.contains(String.valueOf(reader.getNamespaceURI())));
        }
    }
}
