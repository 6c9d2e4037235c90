package dk.kravbro.municipality;

/**
 * A municipality's four-digit code (kommunekode), such as 0101.
 *
 * @param value four digits
 */
public record MunicipalityCode(String value) implements Comparable<MunicipalityCode> {

    public MunicipalityCode {
        if (!value.matches("[0-9]{4}")) {
            throw new IllegalArgumentException("a municipality code has four digits");
        }
    }

    @Override
    public int compareTo(MunicipalityCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
