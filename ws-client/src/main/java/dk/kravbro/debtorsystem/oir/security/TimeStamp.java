package dk.kravbro.debtorsystem.oir.security;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * The time stamp of a message's security header.
 *
 * @param element it itself; null if there is none
 */
record TimeStamp(@Nullable Element element) {

    /** How far the other side's clock may be ahead. */
    static final Duration SKEW = Duration.ofSeconds(60);

    /** The first one in the header. */
    static TimeStamp of(Envelope envelope) {
        Element security = envelope.block(Envelope.SECURITY, "Security");
        for (Element each = security == null ? null : Envelope.next(security.getFirstChild());
                each != null;
                each = Envelope.next(each.getNextSibling())) {
            if ("Timestamp".equals(each.getLocalName()) && Envelope.UTILITY.equals(each.getNamespaceURI())) {
                return new TimeStamp(each);
            }
        }
        return new TimeStamp(null);
    }

    /** @throws Unproved if it does not hold now */
    void demandFresh(Instant now) throws Unproved {
        try {
            if (now.plus(SKEW).isBefore(instant("Created")) || !now.isBefore(instant("Expires"))) {
                throw new Unproved("its time stamp does not hold now");
            }
        } catch (DateTimeException unreadable) {
            throw new Unproved("its time stamp cannot be read");
        }
    }

    private Instant instant(String name) {
        for (Element each = element == null ? null : Envelope.next(element.getFirstChild());
                each != null;
                each = Envelope.next(each.getNextSibling())) {
            if (name.equals(each.getLocalName())) {
                return Instant.parse(each.getTextContent().strip());
            }
        }
        throw new DateTimeException(name);
    }
}
