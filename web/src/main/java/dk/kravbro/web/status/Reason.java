package dk.kravbro.web.status;

import dk.kravbro.monitoring.Bucket;

/** Why a delivery stands where it stands, in words; the codes are the debtor system's, the platform's and our own. */
final class Reason {

    private Reason() {}

    /** Why; empty if there is nothing to explain. */
    static String why(Bucket bucket, String code, String said, Words words) {
        String known = "reason." + code;
        if (bucket == Bucket.ACCEPTED || bucket == Bucket.NETTED) {
            return "";
        }
        if (words.knows(known)) {
            return words.say(known);
        }
        if (bucket == Bucket.REFUSED) {
            return said.isEmpty() ? words.say("reason.refused.unsaid") : words.say("reason.refused", said);
        }
        return code.isEmpty() ? "" : words.say("reason.other");
    }

    /** What to do about it. */
    static String whatToDo(String state, String code, Words words) {
        return words.sayOr("todo." + code, "todo." + state);
    }

    /** Whose it is. */
    static String whose(String state, String code, Words words) {
        return words.sayOr("whose." + code, "whose." + state);
    }
}
