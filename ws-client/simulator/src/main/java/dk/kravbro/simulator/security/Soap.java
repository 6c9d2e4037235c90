package dk.kravbro.simulator.security;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Envelopes as trees, and the names of the standards that stand in them. */
final class Soap {

    static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
    static final String WSA = "http://www.w3.org/2005/08/addressing";
    static final String WSSE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    static final String WSU = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    static final String WSSE11 = "http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd";
    static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    static final String DSIG = "http://www.w3.org/2000/09/xmldsig#";
    static final String TRUST = "http://docs.oasis-open.org/ws-sx/ws-trust/200512";
    static final String LIBERTY = "urn:liberty:sb:2006-08";
    static final String STR_TRANSFORM =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#STR-Transform";
    static final String BASE64 =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary";
    static final String X509 = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509v3";

    private static final int MOST_ELEMENTS = 20_000;

    private Soap() {}

    static Document parse(byte[] text) throws IOException {
        try {
            DocumentBuilderFactory parsers = DocumentBuilderFactory.newDefaultNSInstance();
            parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder parser = parsers.newDocumentBuilder();
            parser.setErrorHandler(null);
            Document document = parser.parse(new ByteArrayInputStream(text));
            if (document.getElementsByTagNameNS("*", "*").getLength() > MOST_ELEMENTS) {
                throw new IOException("more than " + MOST_ELEMENTS + " elements");
            }
            return document;
        } catch (SAXException malformed) {
            throw new IOException("not well-formed XML", malformed);
        } catch (ParserConfigurationException broken) {
            throw new IllegalStateException("the parser cannot be made safe", broken);
        }
    }

    static byte[] write(Node node) {
        try {
            Transformer writer = TransformerFactory.newDefaultInstance().newTransformer();
            writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            writer.transform(new DOMSource(node), new StreamResult(text));
            return text.toByteArray();
        } catch (TransformerException broken) {
            throw new IllegalStateException("a tree cannot be written", broken);
        }
    }

    /** The child elements of that name. */
    static List<Element> children(@Nullable Element parent, String namespace, String name) {
        List<Element> found = new ArrayList<>();
        for (Node each = parent == null ? null : parent.getFirstChild(); each != null; each = each.getNextSibling()) {
            if (each instanceof Element element
                    && name.equals(element.getLocalName())
                    && namespace.equals(element.getNamespaceURI())) {
                found.add(element);
            }
        }
        return found;
    }

    /** The one child element of that name; null if there is none or more than one. */
    static @Nullable Element child(@Nullable Element parent, String namespace, String name) {
        List<Element> found = children(parent, namespace, name);
        return found.size() == 1 ? found.get(0) : null;
    }

    static List<Element> all(Element in, String namespace, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = in.getElementsByTagNameNS(namespace, name);
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    /** The text of the one element of that name; empty if there is none or more than one. */
    static String text(Element in, String namespace, String name) {
        List<Element> found = all(in, namespace, name);
        return found.size() == 1 ? found.get(0).getTextContent().strip() : "";
    }

    static @Nullable Element header(Document envelope) {
        Element root = envelope.getDocumentElement();
        return child(root, String.valueOf(root.getNamespaceURI()), "Header");
    }

    static @Nullable Element body(Document envelope) {
        Element root = envelope.getDocumentElement();
        return child(root, String.valueOf(root.getNamespaceURI()), "Body");
    }

    /** The header, made if there is none. */
    static Element headerOrNew(Document envelope, Element body) {
        Element header = header(envelope);
        if (header == null) {
            Element root = envelope.getDocumentElement();
            String prefix = root.getPrefix() == null ? "" : root.getPrefix() + ":";
            header = envelope.createElementNS(root.getNamespaceURI(), prefix + "Header");
            root.insertBefore(header, body);
        }
        return header;
    }

    /** A time stamp in a security header. */
    static Element stamp(Element security, Instant now, Duration fresh) {
        Element stamp = append(security, WSU, "wsu:Timestamp", "");
        append(stamp, WSU, "wsu:Created", now.toString());
        append(stamp, WSU, "wsu:Expires", now.plus(fresh).toString());
        return stamp;
    }

    static Element append(Element parent, String namespace, String qualified, String text) {
        Element made = parent.getOwnerDocument().createElementNS(namespace, qualified);
        // A signature sees the declarations that stand in the tree, not those that writing it would add.
        declare(made, qualified.substring(0, qualified.indexOf(':')), namespace);
        if (!text.isEmpty()) {
            made.setTextContent(text);
        }
        parent.appendChild(made);
        return made;
    }

    private static void declare(Element element, String prefix, String namespace) {
        element.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:" + prefix, namespace);
    }

    /** Gives an element an id to sign it by. */
    static String identify(Element element, String id) {
        declare(element, "wsu", WSU);
        element.setAttributeNS(WSU, "wsu:Id", id);
        element.setIdAttributeNS(WSU, "Id", true);
        return id;
    }
}
