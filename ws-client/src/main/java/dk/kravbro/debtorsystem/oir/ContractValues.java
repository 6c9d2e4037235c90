package dk.kravbro.debtorsystem.oir;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeConstants;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;
import org.jspecify.annotations.Nullable;

/** Amounts, dates and ids as the contract writes them, and back. */
final class ContractValues {

    private static final DatatypeFactory DATES = dates();

    private ContractValues() {}

    static BigDecimal kroner(long ore) {
        return BigDecimal.valueOf(ore, 2);
    }

    /** The schema allows at most two decimals, so nothing is ever rounded away. */
    static long ore(BigDecimal kroner) {
        return kroner.setScale(2, RoundingMode.UNNECESSARY).unscaledValue().longValueExact();
    }

    static XMLGregorianCalendar date(LocalDate date) {
        return DATES.newXMLGregorianCalendarDate(
                date.getYear(), date.getMonthValue(), date.getDayOfMonth(), DatatypeConstants.FIELD_UNDEFINED);
    }

    static LocalDate localDate(XMLGregorianCalendar date) {
        return LocalDate.of(date.getYear(), date.getMonth(), date.getDay());
    }

    static XMLGregorianCalendar instant(Instant at) {
        return DATES.newXMLGregorianCalendar(at.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            return null;
        }
    }

    private static DatatypeFactory dates() {
        try {
            return DatatypeFactory.newInstance();
        } catch (DatatypeConfigurationException broken) {
            throw new IllegalStateException("this Java has no XML dates", broken);
        }
    }
}
