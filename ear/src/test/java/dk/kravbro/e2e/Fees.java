package dk.kravbro.e2e;

import java.util.Locale;

/** Fees as FBS sends them, of people who do not exist. */
final class Fees {

    private Fees() {}

    /** What stands in the body of a PUT. */
    static String body(int version, double kroner) {
        return body(version, String.format(Locale.ROOT, "%.2f", kroner));
    }

    /** As {@link #body(int, double)}, with an amount that may be wrong. */
    static String body(int version, String amount) {
        return """
                {"version":%d,"type":"fee","reasonMessage":"For sent afleveret","amount":%s,\
                "loan":{"loanDate":"2026-03-02","dueDate":"2026-04-01","returnDate":"2026-05-04"},\
                "materials":[{"materialItemNumber":"4701494130","recordId":"40399970",\
                "materialGroup":{"name":"Bog"}}],\
                "creationDate":"2026-05-04","dueDate":"2026-06-03",\
                "debtor":{"kind":"person","cpr":"0101905678","name":"Prøve Person"}}""".formatted(version, amount);
    }

    /** A line of a batch. */
    static String line(String agencyId, long feeId, int version, double kroner) {
        return "{\"op\":\"put\",\"agencyId\":\"" + agencyId + "\",\"feeId\":" + feeId + ","
                + body(version, kroner).substring(1);
    }

    /** A line of a batch that annuls a fee. */
    static String cancelLine(String agencyId, long feeId, int version) {
        return "{\"op\":\"cancel\",\"agencyId\":\"" + agencyId + "\",\"feeId\":" + feeId + ",\"version\":" + version
                + ",\"reason\":\"waived\",\"date\":\"2026-07-01\"}";
    }

    /** Body of a cancellation. */
    static String cancellation(int version) {
        return "{\"version\":" + version + ",\"reason\":\"waived\",\"date\":\"2026-07-01\"}";
    }

    /** The library agency of a municipality. */
    static String agency(String municipality) {
        return "DK-7" + municipality.substring(1) + "00";
    }

    static String path(String agencyId, long feeId) {
        return "/api/v1/agencies/" + agencyId + "/fees/" + feeId;
    }
}
