package dk.kravbro.web.callback;

import java.io.StringReader;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Looks through a text before anything else may parse it: is it one well-formed SOAP envelope of this version, without
 * document type and not absurdly deep? The SOAP stack would refuse such texts too, but with its parser's own words.
 */
final class Envelopes {

    private static final int DEEPEST = 40;

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

    /** What is wrong with it; empty if nothing is. */
    static Optional<Refusal> objection(String text, SoapVersion version) {
        try {
            XMLStreamReader reader = PARSERS.createXMLStreamReader(new StringReader(text));
            try {
                return look(reader, version);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException malformed) {
            return Optional.of(Refusal.NOT_SOAP);
        }
    }

    private static Optional<Refusal> look(XMLStreamReader reader, SoapVersion version) throws XMLStreamException {
        int depth = 0;
        boolean rootSeen = false;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD -> {
                    return Optional.of(Refusal.DOCUMENT_TYPE);
                }
                case XMLStreamConstants.ENTITY_REFERENCE -> {
                    return Optional.of(Refusal.NOT_SOAP);
                }
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    if (depth > DEEPEST || (!rootSeen && !isEnvelope(reader, version))) {
                        return Optional.of(Refusal.NOT_SOAP);
                    }
                    rootSeen = true;
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {
                    // Text, comments and the like carry nothing that matters here.
                }
            }
        }
        return rootSeen ? Optional.empty() : Optional.of(Refusal.NOT_SOAP);
    }

    private static boolean isEnvelope(XMLStreamReader reader, SoapVersion version) {
        return "Envelope".equals(reader.getLocalName()) && version.namespace().equals(reader.getNamespaceURI());
    }
}
