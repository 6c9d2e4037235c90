package dk.kravbro.web.api;

import dk.kravbro.intake.FeeState;
import dk.kravbro.intake.SeenFee;
import jakarta.ws.rs.core.EntityTag;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Entity tags of fees (RFC 9110, 8.8.3): strong, so that a fee read is a fee that can be changed only as it was read. */
final class EntityTags {

    /** Strong ones alone: If-Match compares strongly, so a weak one fits nothing. */
    private static final Pattern STRONG = Pattern.compile("(?:^|,)\\s*\"([\\x21\\x23-\\x7e]*)\"\\s*(?=,|$)");

    private EntityTags() {}

    static EntityTag of(FeeState fee) {
        return new EntityTag(fee.tag());
    }

    /** What the header If-Match says; nothing that it may mean is taken for leave to go on, so nonsense fits no fee. */
    static SeenFee seen(@Nullable String ifMatch) {
        if (ifMatch == null) {
            return SeenFee.ANYHOW;
        }
        if (ifMatch.strip().equals("*")) {
            return SeenFee.HERE;
        }
        Set<String> tags = new HashSet<>();
        Matcher each = STRONG.matcher(ifMatch);
        while (each.find()) {
            tags.add(each.group(1));
        }
        return SeenFee.as(tags.isEmpty() ? Set.of("") : tags);
    }
}
