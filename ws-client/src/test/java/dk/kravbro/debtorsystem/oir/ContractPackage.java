package dk.kravbro.debtorsystem.oir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A folder of WSDL and XSD files, by the names in them. */
record ContractPackage(Path folder) {

    static final ContractPackage OURS = new ContractPackage(Path.of("src/main/resources/contract"));

    private static final String XSD = "http://www.w3.org/2001/XMLSchema";
    private static final String WSDL = "http://schemas.xmlsoap.org/wsdl/";

    /** Every WSDL and XSD file below the folder. */
    List<Path> files() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(each -> each.toString().matches(".*\\.(wsdl|xsd)"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Elements, attributes and codes that a file declares; references are not counted. */
    static Set<String> names(Path file) {
        Document document = read(file);
        Set<String> names = new TreeSet<>();
        names.addAll(attributes(document, XSD, "element", "name"));
        names.addAll(attributes(document, XSD, "attribute", "name"));
        names.addAll(attributes(document, XSD, "enumeration", "value"));
        return names;
    }

    /** Operations that a file declares. */
    static Set<String> operations(Path file) {
        return attributes(read(file), WSDL, "operation", "name");
    }

    Set<String> allNames() {
        Set<String> names = new TreeSet<>();
        files().forEach(each -> names.addAll(names(each)));
        return names;
    }

    Set<String> allOperations() {
        Set<String> names = new TreeSet<>();
        files().forEach(each -> names.addAll(operations(each)));
        return names;
    }

    static Document read(Path file) {
        try {
            DocumentBuilderFactory builders = DocumentBuilderFactory.newDefaultInstance();
            builders.setNamespaceAware(true);
            builders.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return builders.newDocumentBuilder().parse(file.toFile());
        } catch (ParserConfigurationException | SAXException | IOException unreadable) {
            throw new IllegalStateException(file + " cannot be read", unreadable);
        }
    }

    static Set<String> attributes(Document document, String namespace, String element, String attribute) {
        Set<String> values = new TreeSet<>();
        NodeList found = document.getElementsByTagNameNS(namespace, element);
        for (int i = 0; i < found.getLength(); i++) {
            String value = ((Element) found.item(i)).getAttribute(attribute);
            if (!value.isEmpty()) {
                values.add(value);
            }
        }
        return values;
    }
}
