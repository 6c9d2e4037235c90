package dk.kravbro.debtorsystem.oir;

import java.net.URL;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/**
 * The contract's schema, and parsers to read messages with. The JDK's own are asked for by name, so that no others on
 * the class path take their place.
 */
final class ContractSchema {

    /** Where our own files may lie: on the disk, in a jar, in the server's deployment. Never on the network. */
    private static final String OUR_OWN_FILES = "file,jar:file,vfs";

    private ContractSchema() {}

    /** Reads the schema; costly, and what it returns may be shared by threads. */
    static Schema load() {
        URL contract = ContractSchema.class.getClassLoader().getResource("contract/Debitor.xsd");
        if (contract == null) {
            throw new IllegalStateException("the contract's schema is not on the class path");
        }
        try {
            SchemaFactory schemas = SchemaFactory.newDefaultInstance();
            schemas.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            schemas.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            schemas.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, OUR_OWN_FILES);
            return schemas.newSchema(contract);
        } catch (SAXException broken) {
            throw new IllegalStateException("the contract's schema cannot be read", broken);
        }
    }

    /** Makers of parsers that know namespaces and neither document types nor external entities. */
    static SAXParserFactory parsers() {
        try {
            SAXParserFactory parsers = SAXParserFactory.newDefaultInstance();
            parsers.setNamespaceAware(true);
            parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            parsers.setFeature("http://xml.org/sax/features/external-general-entities", false);
            parsers.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            return parsers;
        } catch (SAXException | ParserConfigurationException broken) {
            throw new IllegalStateException("the parser cannot be made safe", broken);
        }
    }
}
