package dk.kravbro.debtorsystem;

import java.util.Optional;

/**
 * A code as the other side wrote it, and what it means here.
 *
 * @param told the code as it came
 * @param meaning empty if this version does not know the code: it is kept, never dropped
 */
public record Code<K extends Enum<K>>(String told, Optional<K> meaning) {}
