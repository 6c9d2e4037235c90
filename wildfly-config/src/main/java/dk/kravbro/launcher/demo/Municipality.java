package dk.kravbro.launcher.demo;

import dk.kravbro.launcher.LaunchFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A municipality (kommune) that the demo onboards.
 *
 * @param code four digits
 * @param cvr eight digits
 */
record Municipality(String code, String name, String cvr) {

    private static final String LIST = "/demo/municipalities.csv";
    private static final String COPENHAGEN = "0101";
    private static final List<String> OTHER_PRODUCTS = List.of("OPUS", "PRISME", "OS_INDSIGT");

    /** All of Denmark's, by code. */
    static List<Municipality> all() {
        try (InputStream list = Municipality.class.getResourceAsStream(LIST)) {
            if (list == null) {
                throw new LaunchFailure("The list of municipalities is missing in the program.");
            }
            return new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))
                    .lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .map(cells -> new Municipality(cells[0], cells[1], cells[2]))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new LaunchFailure("The list of municipalities cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Whose debtor system the demo gives it: Copenhagen has its own, the others take turns.
     *
     * @param place its place in the list, from 0
     */
    String debtorSystem(int place) {
        return code.equals(COPENHAGEN) ? "KOBENHAVN" : OTHER_PRODUCTS.get(place % OTHER_PRODUCTS.size());
    }
}
