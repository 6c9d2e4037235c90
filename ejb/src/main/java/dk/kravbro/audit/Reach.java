package dk.kravbro.audit;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whose fees a caller may act for (hvem klienten må handle for): every library's, those of some libraries, those of all
 * libraries of some municipalities.
 *
 * @param everywhere every library's; then the two sets do not matter
 * @param agencies ISILs of libraries
 * @param municipalities codes of municipalities, all of whose libraries are meant
 */
public record Reach(boolean everywhere, Set<String> agencies, Set<String> municipalities) {

    /** Every library's. */
    public static final Reach EVERYWHERE = new Reach(true, Set.of(), Set.of());

    /** Nobody's. */
    public static final Reach NOWHERE = new Reach(false, Set.of(), Set.of());

    private static final Pattern ISIL = Pattern.compile("DK-7[0-9]{5}");

    public Reach {
        agencies = Set.copyOf(agencies);
        municipalities = Set.copyOf(municipalities);
    }

    /** Whether it covers the library with this ISIL, and so whether or not there is one; never a text that is no ISIL. */
    public boolean covers(String agencyId) {
        if (!ISIL.matcher(agencyId).matches()) {
            return false;
        }
        // An ISIL names its municipality: DK-710100 is the head library of 0101.
        return everywhere || agencies.contains(agencyId) || municipalities.contains("0" + agencyId.substring(4, 7));
    }
}
