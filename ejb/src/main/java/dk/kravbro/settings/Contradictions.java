package dk.kravbro.settings;

import java.util.ArrayList;
import java.util.List;

/** What values, each right by itself, say against each other. */
final class Contradictions {

    private final Settings settings;

    Contradictions(Settings settings) {
        this.settings = settings;
    }

    /** Each in words, with keys and values. */
    List<String> all() {
        List<String> found = new ArrayList<>();
        atMost(Setting.OIR_CONNECT_TIMEOUT, Setting.OIR_CALL_DEADLINE, found);
        atMost(Setting.OIR_RECEIVE_TIMEOUT, Setting.OIR_CALL_DEADLINE, found);
        atMost(Setting.SUBMISSION_RETRY_FIRST, Setting.SUBMISSION_RETRY_MAX, found);
        atMost(Setting.SUBMISSION_PROBE_FIRST, Setting.SUBMISSION_PROBE_MAX, found);
        below(Setting.SUBMISSION_HEARTBEAT, Setting.SUBMISSION_FROZEN_GAP, found);
        below(Setting.SUBMISSION_FROZEN_GAP, Setting.SUBMISSION_NODE_DEAD_AFTER, found);
        if (settings.messagesKeepDays() > settings.messagesCallDays()) {
            found.add(Setting.MESSAGES_KEEP_DAYS.key() + " (" + settings.messagesKeepDays() + ") must not be above "
                    + Setting.MESSAGES_CALL_DAYS.key() + " (" + settings.messagesCallDays() + ")");
        }
        String security = settings.value(Setting.OIR_SECURITY);
        if (!security.equals("none")) {
            needed(security, found, Setting.OIR_KEYSTORE, Setting.OIR_TRUSTSTORE);
        }
        if (security.equals("kombit-token")) {
            needed(security, found, Setting.OIR_SIGNERS);
        }
        if (security.equals("invocation-context")) {
            needed(
                    security,
                    found,
                    Setting.OIR_AGREEMENT,
                    Setting.OIR_USER_SYSTEM,
                    Setting.OIR_USER,
                    Setting.OIR_SERVICE);
        }
        if (settings.backChannelIsSigned() && !security.equals("kombit-token")) {
            found.add(Setting.CALLBACK_SECURITY.key() + " is signed-token, which needs " + Setting.OIR_SECURITY.key()
                    + " kombit-token, not " + security);
        }
        return found;
    }

    private void needed(String security, List<String> found, Setting... demanded) {
        for (Setting each : demanded) {
            if (settings.value(each).isEmpty()) {
                found.add(each.key() + " is needed, since " + Setting.OIR_SECURITY.key() + " is " + security);
            }
        }
    }

    private void atMost(Setting less, Setting more, List<String> found) {
        if (settings.duration(less).compareTo(settings.duration(more)) > 0) {
            found.add(less.key() + " (" + settings.value(less) + ") must not be above " + more.key() + " ("
                    + settings.value(more) + ")");
        }
    }

    private void below(Setting less, Setting more, List<String> found) {
        if (settings.duration(less).compareTo(settings.duration(more)) >= 0) {
            found.add(less.key() + " (" + settings.value(less) + ") must be below " + more.key() + " ("
                    + settings.value(more) + ")");
        }
    }
}
