package dk.kravbro.municipality;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A public library's ISIL (bibliotekets id) such as DK-710100: DK-7, the municipality's code without its leading 0, and
 * two digits for the branch (00 is the head library).
 *
 * @param value the ISIL
 */
public record AgencyId(String value) {

    private static final Pattern FORM = Pattern.compile("DK-7[0-9]{5}");

    /** @throws IllegalArgumentException if it does not have that form */
    public AgencyId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("an agency id looks like DK-710100");
        }
    }

    /** The agency, if that text has the form of one. */
    public static Optional<AgencyId> of(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new AgencyId(text)) : Optional.empty();
    }

    /** The municipality whose library it is, whether or not there is one with that code. */
    public MunicipalityCode municipality() {
        return new MunicipalityCode("0" + value.substring(4, 7));
    }

    @Override
    public String toString() {
        return value;
    }
}
