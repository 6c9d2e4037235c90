package dk.kravbro.simulator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An element of a message that the schema has already found valid, so local names are enough. */
final class XmlNode {

    private final String name;
    private final List<XmlNode> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    XmlNode(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    String text() {
        return text.toString().strip();
    }

    void append(char[] characters, int start, int length) {
        text.append(characters, start, length);
    }

    void add(XmlNode child) {
        children.add(child);
    }

    @Nullable
    XmlNode find(String childName) {
        for (XmlNode each : children) {
            if (each.name.equals(childName)) {
                return each;
            }
        }
        return null;
    }

    List<XmlNode> all(String childName) {
        return children.stream().filter(each -> each.name.equals(childName)).toList();
    }

    /** The child that the schema demands. */
    XmlNode child(String childName) {
        XmlNode found = find(childName);
        if (found == null) {
            throw new IllegalStateException("the schema let " + name + " through without " + childName);
        }
        return found;
    }

    /** The text of a child, empty if it is not there. */
    String textOf(String childName) {
        XmlNode found = find(childName);
        return found == null ? "" : found.text();
    }
}
