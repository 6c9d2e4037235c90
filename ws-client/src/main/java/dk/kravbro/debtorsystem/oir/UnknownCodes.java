package dk.kravbro.debtorsystem.oir;

import dk.kravbro.debtorsystem.Code;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Gives codes their meaning, and remembers those that have none, at most {@link #MOST}. */
final class UnknownCodes {

    static final int MOST = 20;

    private final Set<String> found = new TreeSet<>();

    /**
     * A code with its meaning, if it has one.
     *
     * @param element the contract's name of what carries it
     * @param told the code as it came
     */
    <K extends Enum<K>> Code<K> read(String element, String told, Map<String, K> meanings) {
        String code = Wording.code(told);
        Optional<K> meaning = Optional.ofNullable(meanings.get(code));
        if (meaning.isEmpty() && found.size() < MOST) {
            found.add(element + "=" + code);
        }
        return new Code<>(code, meaning);
    }

    List<String> list() {
        return List.copyOf(found);
    }
}
