package dk.kravbro.launcher.demo;

import dk.kravbro.launcher.LaunchFailure;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Lines of a batch, as many as one wants, the same for the same seed: fees of all kinds of debtors and types from the head
 * libraries of all municipalities, their changes and cancellations, repeats and bad lines. Made one by one: a million of them
 * need no more memory than one.
 *
 * <p>Each {@value #GROUP} lines are thirteen new fees of one library, two other amounts, another debtor, a cancellation, a
 * repeat, an outdated version and a line with a fault; so it is known what a batch of whole groups comes to.
 *
 * <p>Nobody has these numbers: CPR numbers have a wrong check digit and a birthday on which none was ever given without it,
 * CVR numbers begin with 9, P numbers with 19, and GLNs with 29, which GS1 leaves to each house.
 */
public final class GeneratedFees {

    /** Lines of a group. */
    public static final int GROUP = 20;

    /** Lines of a group that change something. */
    public static final int TAKEN = 17;

    /** Lines of a group that are a recognised repeat. */
    public static final int UNCHANGED = 1;

    /** Lines of a group that are refused. */
    public static final int REFUSED = 2;

    private static final int NEW = 13;
    private static final int[] CPR_WEIGHTS = {4, 3, 2, 7, 6, 5, 4, 3, 2};
    private static final int[] CVR_WEIGHTS = {2, 7, 6, 5, 4, 3, 2};

    /** A line of a fee, and what makes it bad. */
    private static final String[][] FAULTS = {
        {"{\"op\":", "{\"op\""},
        {"\"amount\":", "\"amount\":-"},
        {"\"debtor\":", "\"nobody\":"},
        {"\"op\":\"put\"", "\"op\":\"move\""},
        {"\"creationDate\":\"2026", "\"creationDate\":\"1826"},
        {"\"loanDate\":\"2026-03-02\"", "\"loanDate\":\"2026-02-30\""},
        {"For sent afleveret", "For sent afleveret, 010190-5678"},
        {"\"agencyId\":\"DK-7", "\"agencyId\":\"XX-7"},
        {"\"version\":1", "\"version\":0"},
        {"\"kind\":", "\"kind\":\"robot\",\"was\":"}
    };

    private final long seed;
    private final long firstFee;
    private final List<Municipality> municipalities = Municipality.all();

    /**
     * Fees that depend on these two alone.
     *
     * @param seed any number
     * @param firstFee number of the first fee, above 0; those of {@code n} lines lie within the next {@code n}
     */
    public GeneratedFees(long seed, long firstFee) {
        this.seed = seed;
        this.firstFee = firstFee;
    }

    /**
     * Writes a file of them.
     *
     * @param arguments file, number of lines, seed
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new LaunchFailure("Say which file, how many lines, and a seed.");
        }
        GeneratedFees fees = new GeneratedFees(Long.parseLong(arguments[2]), 1);
        long count = Long.parseLong(arguments[1]);
        try (BufferedWriter file = Files.newBufferedWriter(Path.of(arguments[0]))) {
            for (long line = 0; line < count; line++) {
                file.write(fees.line(line));
                file.write('\n');
            }
        }
    }

    /** A line, without its end. */
    public String line(long number) {
        long group = number / GROUP;
        int place = (int) (number % GROUP);
        String agency = "DK-7"
                + municipalities
                        .get((int) (group % municipalities.size()))
                        .code()
                        .substring(1) + "00";
        long fee = firstFee + group * GROUP;
        return switch (place) {
            case 13, 14 -> put(agency, fee + place - NEW, 2, true, false);
            case 15 -> put(agency, fee + 2, 2, false, true);
            case 16 ->
                "{\"op\":\"cancel\",\"agencyId\":\"" + agency + "\",\"feeId\":" + (fee + 3)
                        + ",\"version\":2,\"reason\":\"returned\",\"date\":\"2026-07-01\"}";
            case 17 -> put(agency, fee + 4, 1, false, false);
            case 18 -> put(agency, fee, 1, false, false);
            case 19 ->
                fault(put(agency, (fee + 19) % 5 == 0 ? fee + 18 : fee + 19, 1, false, false), (int)
                        (group % FAULTS.length));
            default -> put(agency, fee + place, 1, false, false);
        };
    }

    private static String fault(String line, int which) {
        String bad = line.replace(FAULTS[which][0], FAULTS[which][1]);
        if (bad.equals(line)) {
            throw new IllegalStateException("the fault does not fit: " + FAULTS[which][0]);
        }
        return bad;
    }

    private String put(String agency, long fee, int version, boolean otherAmount, boolean otherDebtor) {
        SplittableRandom random = new SplittableRandom(seed ^ fee);
        int ore = 500 + random.nextInt(80_000) + (otherAmount ? 1_250 : 0);
        int type = (int) (fee % 5);
        int month = 1 + random.nextInt(6);
        String debtor = debtor((int) (fee % 8), random);
        if (otherDebtor) {
            debtor = debtor(0, new SplittableRandom(~(seed ^ fee)));
        }
        return String.format(
                Locale.ROOT,
                "{\"op\":\"put\",\"agencyId\":\"%s\",\"feeId\":%d,\"version\":%d,\"type\":\"%s\",\"reasonMessage\":\"%s\","
                        + "\"amount\":%d.%02d,\"loan\":{\"loanDate\":\"2026-03-02\",\"dueDate\":\"2026-04-01\"%s},%s"
                        + "\"materials\":[{\"materialItemNumber\":\"38%08d\",\"recordId\":\"2%07d\","
                        + "\"materialGroup\":{\"name\":\"Bog\"}}],\"creationDate\":\"2026-0%d-04\",%s}",
                agency,
                fee,
                version,
                type == 0 ? "compensation" : type == 1 ? "reservation" : "fee",
                type == 0 ? "Erstatning" : "For sent afleveret",
                ore / 100,
                ore % 100,
                type == 0 ? "" : ",\"returnDate\":\"2026-05-04\"",
                type == 0
                        ? "\"compensation\":{\"cause\":\"" + (fee % 2 == 0 ? "damaged" : "not-returned")
                                + "\",\"acknowledged\":" + (fee % 3 == 0) + "},"
                        : "",
                random.nextInt(100_000_000),
                random.nextInt(10_000_000),
                4 + month % 3,
                debtor);
    }

    private static String debtor(int kind, SplittableRandom random) {
        String who = switch (kind) {
            case 3 -> "\"kind\":\"company\",\"cvr\":\"" + cvr(random) + "\",\"name\":\"Prøve ApS\"";
            case 4 -> "\"kind\":\"sole-trader\",\"cvr\":\"" + cvr(random) + "\",\"name\":\"Prøve Testrup\"";
            case 5 ->
                "\"kind\":\"institution\",\"pNumber\":\"19"
                        + String.format(Locale.ROOT, "%08d", random.nextInt(100_000_000))
                        + "\",\"name\":\"Prøveskolen\"";
            case 6 -> "\"kind\":\"institution\",\"gln\":\"" + gln(random) + "\",\"name\":\"Prøvebørnehaven\"";
            case 7 -> person(cpr(random, 60, 1970), random);
            case 2 -> person(cpr(random, 0, 2012), random);
            default -> person(cpr(random, 0, 1950 + random.nextInt(45)), random);
        };
        String guardian = kind == 2 ? ",\"guardians\":[{" + cprAndName(cpr(random, 0, 1980), random) + "}]" : "";
        return "\"debtor\":{" + who + "}" + guardian;
    }

    private static String person(String cpr, SplittableRandom random) {
        return "\"kind\":\"person\"," + cprAndName(cpr, random);
    }

    private static String cprAndName(String cpr, SplittableRandom random) {
        return "\"cpr\":\"" + cpr + "\",\"name\":\"Prøve Testrup" + (char) ('a' + random.nextInt(26)) + "\"";
    }

    /** A number whose check digit is wrong, of somebody born on no first day of a month. */
    private static String cpr(SplittableRandom random, int raised, int year) {
        String start = String.format(
                Locale.ROOT,
                "%02d%02d%02d%03d",
                2 + random.nextInt(27) + raised,
                1 + random.nextInt(12),
                year % 100,
                (year < 2000 ? 0 : 400) + random.nextInt(year < 2000 ? 400 : 100));
        int right = (11 - weighed(start, CPR_WEIGHTS) % 11) % 11;
        return start + (right + 1 + random.nextInt(8)) % 10;
    }

    private static String cvr(SplittableRandom random) {
        while (true) {
            String start = "9" + String.format(Locale.ROOT, "%06d", random.nextInt(1_000_000));
            int check = (11 - weighed(start, CVR_WEIGHTS) % 11) % 11;
            if (check < 10) {
                return start + check;
            }
        }
    }

    private static String gln(SplittableRandom random) {
        String start = "29" + String.format(Locale.ROOT, "%010d", random.nextLong(10_000_000_000L));
        int sum = 0;
        for (int i = 0; i < start.length(); i++) {
            sum += (start.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return start + (10 - sum % 10) % 10;
    }

    private static int weighed(String digits, int[] weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += (digits.charAt(i) - '0') * weights[i];
        }
        return sum;
    }
}
