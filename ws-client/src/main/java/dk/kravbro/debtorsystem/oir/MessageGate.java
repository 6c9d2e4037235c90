package dk.kravbro.debtorsystem.oir;

import dk.kravbro.debtorsystem.SettlementMessage;
import dk.kravbro.debtorsystem.oir.StrictReader.GateClosed;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Lets one element through to the schema: the only element of a SOAP body, or the root if there is no envelope. Closes at
 * the first sign of too much depth, too many elements or attributes, or too long a text.
 */
final class MessageGate extends DefaultHandler {

    static final int DEEPEST = 30;
    static final int MOST_ELEMENTS = 20_000;
    static final int MOST_ATTRIBUTES = 20;
    static final int LONGEST_TEXT = 10_000;

    private static final Set<String> SOAP =
            Set.of("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope");

    private final ContentHandler target;
    private final Map<String, String> prefixes = new LinkedHashMap<>();
    private final StringBuilder conversation = new StringBuilder();
    private int depth;
    private int elements;
    private int textLength;
    private boolean enveloped;
    private boolean inBody;
    private boolean passed;
    // Depth at which the element that is let through stands; 0 outside of it.
    private int open;
    private boolean inConversation;
    private String message = "";

    MessageGate(ContentHandler target) {
        this.target = target;
    }

    /** Which message it is, by its name alone; a settlement if it was not reached or is none. */
    SettlementMessage.Kind kind() {
        return message.equals("RegistrerKontostatus_I")
                ? SettlementMessage.Kind.ACCOUNT_STATUS
                : SettlementMessage.Kind.SETTLEMENT;
    }

    /** The conversation as far as it was read; empty if it was not reached. */
    String conversationId() {
        String id = conversation.toString().strip();
        return id.matches("[A-Za-z0-9:._-]{1,100}") ? id : "";
    }

    @Override
    public void startPrefixMapping(String prefix, String uri) throws SAXException {
        if (open > 0) {
            target.startPrefixMapping(prefix, uri);
        } else if (prefixes.size() < MOST_ATTRIBUTES) {
            prefixes.put(prefix, uri);
        } else {
            throw new GateClosed("TOO_MANY_ATTRIBUTES", "too many namespaces");
        }
    }

    @Override
    public void startElement(String uri, String local, String name, Attributes attributes) throws SAXException {
        depth++;
        textLength = 0;
        if (depth > DEEPEST) {
            throw new GateClosed("TOO_DEEP", "elements are at most " + DEEPEST + " deep");
        }
        if (++elements > MOST_ELEMENTS) {
            throw new GateClosed("TOO_MANY_ELEMENTS", "a message has at most " + MOST_ELEMENTS + " elements");
        }
        if (attributes.getLength() > MOST_ATTRIBUTES) {
            throw new GateClosed("TOO_MANY_ATTRIBUTES", "an element has at most " + MOST_ATTRIBUTES + " attributes");
        }
        if (open > 0) {
            inConversation = local.equals("TransaktionsId") && conversation.length() == 0;
            target.startElement(uri, local, name, attributes);
            return;
        }
        if (depth == 1 && SOAP.contains(uri) && local.equals("Envelope")) {
            enveloped = true;
        } else if (enveloped && depth == 2 && SOAP.contains(uri) && local.equals("Body")) {
            inBody = true;
        } else if (!enveloped || (inBody && depth == 3)) {
            letThrough(uri, local, name, attributes);
        }
    }

    private void letThrough(String uri, String local, String name, Attributes attributes) throws SAXException {
        if (passed) {
            throw new GateClosed("NOT_ONE_MESSAGE", "a body carries one message");
        }
        passed = true;
        message = local;
        open = depth;
        target.startDocument();
        for (Map.Entry<String, String> each : prefixes.entrySet()) {
            target.startPrefixMapping(each.getKey(), each.getValue());
        }
        target.startElement(uri, local, name, attributes);
    }

    @Override
    public void characters(char[] text, int start, int length) throws SAXException {
        textLength += length;
        if (textLength > LONGEST_TEXT) {
            throw new GateClosed("TEXT_TOO_LONG", "a text has at most " + LONGEST_TEXT + " characters");
        }
        if (open > 0) {
            if (inConversation) {
                conversation.append(text, start, length);
            }
            target.characters(text, start, length);
        }
    }

    @Override
    public void endElement(String uri, String local, String name) throws SAXException {
        inConversation = false;
        textLength = 0;
        if (open > 0) {
            target.endElement(uri, local, name);
            if (open == depth) {
                for (String prefix : prefixes.keySet()) {
                    target.endPrefixMapping(prefix);
                }
                target.endDocument();
                open = 0;
            }
        } else if (enveloped && depth == 2) {
            inBody = false;
        }
        depth--;
    }

    @Override
    public void endPrefixMapping(String prefix) throws SAXException {
        if (open > 0) {
            target.endPrefixMapping(prefix);
        }
    }

    @Override
    public void endDocument() throws SAXException {
        if (!passed) {
            throw new GateClosed("EMPTY_BODY", "the envelope carries no message");
        }
    }
}
