package dk.kravbro.debtorsystem.oir.security;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSOutput;
import org.w3c.dom.ls.LSSerializer;
import org.xml.sax.SAXException;

/** One SOAP envelope as a tree: at most one header, then exactly one body with exactly one element, and nothing else. */
final class Envelope {

    static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
    static final String ADDRESSING = "http://www.w3.org/2005/08/addressing";
    static final String ANONYMOUS = ADDRESSING + "/anonymous";
    static final String SECURITY = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    static final String UTILITY = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";

    private static final String DEEPEST = "100";

    private static final int LONGEST_FAULT = 200;

    private static final DocumentBuilderFactory PARSERS = parsers();

    /** Makes writers; looking one up for each message costs more than writing it. */
    private static final DOMImplementationLS WRITERS = writers();

    private final Document document;
    private final @Nullable Element header;
    private final Element body;

    private Envelope(Document document) throws IOException {
        this.document = document;
        Element root = document.getDocumentElement();
        if (!"Envelope".equals(root.getLocalName()) || !Set.of(SOAP_11, SOAP_12).contains(namespace(root))) {
            throw new IOException("no SOAP envelope");
        }
        Element first = next(root.getFirstChild());
        header = first != null && isPart(root, first, "Header") ? first : null;
        Element then = header == null ? first : next(header.getNextSibling());
        if (then == null || !isPart(root, then, "Body") || next(then.getNextSibling()) != null) {
            throw new IOException("no SOAP envelope of one header and one body");
        }
        body = then;
    }

    private static DocumentBuilderFactory parsers() {
        try {
            DocumentBuilderFactory parsers = DocumentBuilderFactory.newDefaultNSInstance();
            parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            parsers.setFeature("http://apache.org/xml/features/dom/defer-node-expansion", false);
            parsers.setAttribute("jdk.xml.maxElementDepth", DEEPEST);
            parsers.setXIncludeAware(false);
            parsers.setExpandEntityReferences(false);
            return parsers;
        } catch (ParserConfigurationException broken) {
            throw new IllegalStateException("the parser cannot be made safe", broken);
        }
    }

    private static DOMImplementationLS writers() {
        try {
            return (DOMImplementationLS)
                    PARSERS.newDocumentBuilder().getDOMImplementation().getFeature("LS", "3.0");
        } catch (ParserConfigurationException broken) {
            throw new IllegalStateException("this Java cannot write trees", broken);
        }
    }

    static Envelope parse(byte[] text) throws IOException {
        return new Envelope(document(text));
    }

    /** @throws IOException without any of the text, if it is not well-formed */
    static Document document(byte[] text) throws IOException {
        try {
            var parser = PARSERS.newDocumentBuilder();
            parser.setErrorHandler(null);
            return parser.parse(new ByteArrayInputStream(text));
        } catch (SAXException malformed) {
            throw new IOException("no well-formed XML");
        } catch (ParserConfigurationException broken) {
            throw new IllegalStateException("the parser that was configured cannot be made", broken);
        }
    }

    byte[] bytes() {
        return write(document.getDocumentElement());
    }

    static byte[] write(Element element) {
        LSSerializer writer = WRITERS.createLSSerializer();
        writer.getDomConfig().setParameter("xml-declaration", false);
        LSOutput output = WRITERS.createLSOutput();
        ByteArrayOutputStream text = new ByteArrayOutputStream(16_384);
        output.setEncoding("UTF-8");
        output.setByteStream(text);
        if (!writer.write(element, output)) {
            throw new IllegalStateException("a tree cannot be written");
        }
        return text.toByteArray();
    }

    Document document() {
        return document;
    }

    Element body() {
        return body;
    }

    @Nullable
    Element header() {
        return header;
    }

    /** The header, made if there is none. */
    Element headerOrNew() {
        if (header != null) {
            return header;
        }
        Element root = document.getDocumentElement();
        Element made = document.createElementNS(namespace(root), prefixed(root, "Header"));
        root.insertBefore(made, body);
        return made;
    }

    /** The only header block of that name; null if there is none or more than one. */
    @Nullable
    Element block(String namespace, String name) {
        return header == null ? null : child(header, namespace, name);
    }

    /** The only child of that name; null if there is none or more than one. */
    static @Nullable Element child(Element parent, String namespace, String name) {
        Element only = null;
        for (Element each = next(parent.getFirstChild()); each != null; each = next(each.getNextSibling())) {
            if (name.equals(each.getLocalName()) && namespace.equals(each.getNamespaceURI())) {
                if (only != null) {
                    return null;
                }
                only = each;
            }
        }
        return only;
    }

    /** The one element of the body; null if there is none or more than one. */
    @Nullable
    Element content() {
        Element content = next(body.getFirstChild());
        return content == null || next(content.getNextSibling()) != null ? null : content;
    }

    boolean isFault() {
        Element content = content();
        return content != null
                && "Fault".equals(content.getLocalName())
                && namespace(document.getDocumentElement()).equals(content.getNamespaceURI());
    }

    /** What a fault says, at most 200 characters. */
    String faultText() {
        String text = body.getTextContent().replaceAll("\\s+", " ").strip();
        return text.substring(0, Math.min(text.length(), LONGEST_FAULT));
    }

    String soapNamespace() {
        return namespace(document.getDocumentElement());
    }

    /** A new last child, its namespace declared: a signature sees the declarations that stand in the tree only. */
    static Element append(Element parent, String namespace, String qualified) {
        Element made = parent.getOwnerDocument().createElementNS(namespace, qualified);
        String prefix = qualified.substring(0, qualified.indexOf(':'));
        made.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:" + prefix, namespace);
        parent.appendChild(made);
        return made;
    }

    /** The element itself or the next one among its siblings. */
    static @Nullable Element next(@Nullable Node from) {
        Node each = from;
        while (each != null && !(each instanceof Element)) {
            each = each.getNextSibling();
        }
        return (Element) each;
    }

    private static boolean isPart(Element root, Element part, String name) {
        return name.equals(part.getLocalName()) && namespace(root).equals(part.getNamespaceURI());
    }

    private static String namespace(Element root) {
        return String.valueOf(root.getNamespaceURI());
    }

    private static String prefixed(Element root, String name) {
        return root.getPrefix() == null ? name : root.getPrefix() + ":" + name;
    }
}
