package dk.kravbro.e2e;

import java.net.URI;

/** Tells the simulator how to behave, and asks what it did. */
final class DebtorSystems {

    private final Api control;

    DebtorSystems(URI simulator) {
        this.control = Api.anonymous(simulator);
    }

    /** A municipality's debtor system behaves as this product would. */
    void behaveAs(String cvr, String product) {
        control.put("/control/municipalities/" + cvr, "{\"profile\":\"" + product + "\"}")
                .ok();
    }

    /**
     * Troubles to play from now on; none: an untroubled life.
     *
     * @param rules JSON objects
     */
    void faults(String... rules) {
        control.put("/control/faults", "{\"rules\":[" + String.join(",", rules) + "]}")
                .ok();
    }

    /** Whether a repeated request id is recognised; off: every double has an effect, and is seen. */
    void deduplicate(boolean on) {
        control.put("/control/settings", "{\"deduplicate\":" + on + "}").ok();
    }

    /** Plays payments, write-offs and account changes on the back channel. */
    Api.Answer playAnswers() {
        return control.post("/control/answers", "{}").ok();
    }

    /** Every call received so far, and every claim held. */
    String store() {
        return control.get("/control/store").ok().body();
    }

    /** Totals since the store began. */
    jakarta.json.JsonObject health() {
        return control.get("/control/health").ok().object();
    }
}
