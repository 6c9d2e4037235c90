package dk.kravbro.e2e;

import java.util.function.Supplier;

/**
 * A row of the table of hostile inputs.
 *
 * @param expected pattern of the answer in words, see {@link TlsTalk#hear}
 * @param kept messages that the database has more afterwards
 * @param paid kroner that count afterwards: of those that are odd but not wrong
 */
record HostileInput(String name, String expected, long kept, long paid, Supplier<String> attack) {

    /** Plays it; the answer in words. */
    String play() {
        return attack.get();
    }
}
