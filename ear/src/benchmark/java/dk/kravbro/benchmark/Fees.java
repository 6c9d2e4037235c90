package dk.kravbro.benchmark;

import java.util.Locale;

/** Fees as FBS sends them, each of its own person, who does not exist. */
final class Fees {

    private static final long FIRST = 1_000_000;

    private Fees() {}

    /** The body of a PUT. */
    static String body(int number) {
        return String.format(Locale.ROOT, """
                {"version":1,"type":"fee","reasonMessage":"For sent afleveret","amount":%d.50,\
                "loan":{"loanDate":"2026-03-02","dueDate":"2026-04-01","returnDate":"2026-05-04"},\
                "materials":[{"materialItemNumber":"38%08d","recordId":"870970-basis:25%06d",\
                "materialGroup":{"name":"Bog"}}],"creationDate":"2026-05-04","dueDate":"2026-06-03",\
                "debtor":{"kind":"person","cpr":"010190%04d","name":"Prøve Person %04d"}}""", 20 + number % 300, number, number, number % 4000, number % 4000);
    }

    /**
     * Lines of a batch of new fees.
     *
     * @param after how many were made before for this agency
     */
    static String lines(String agencyId, long after, int count) {
        StringBuilder lines = new StringBuilder(count * 300);
        for (int i = 0; i < count; i++) {
            lines.append("{\"op\":\"put\",\"agencyId\":\"")
                    .append(agencyId)
                    .append("\",\"feeId\":")
                    .append(first(after) + i)
                    .append(',')
                    .append(body(i).substring(1))
                    .append('\n');
        }
        return lines.toString();
    }

    /** Number of the first of those lines' fees. */
    static long first(long after) {
        return FIRST + after;
    }

    /** The library agency of a municipality. */
    static String agency(String municipality) {
        return "DK-7" + municipality.substring(1) + "00";
    }
}
