package dk.kravbro.web.status;

import dk.kravbro.audit.Actor;
import dk.kravbro.monitoring.ClaimQuery;
import dk.kravbro.monitoring.ClaimReference;
import dk.kravbro.monitoring.ClaimRow;
import dk.kravbro.monitoring.ClaimViews;
import dk.kravbro.monitoring.MoneyProof;
import dk.kravbro.monitoring.MoneyProofs;
import dk.kravbro.monitoring.Page;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The list of a municipality's claims: found, filtered and paged by the address. */
@Named
@RequestScoped
public class ClaimsPage extends MunicipalityPage {

    /** More hits than are counted. */
    private static final long MANY = 1000;

    /**
     * A filter to choose.
     *
     * @param value its name in the address; empty for all
     * @param key key of its label
     * @param chosen whether it is the present one
     */
    public record Choice(String value, String key, boolean chosen) {}

    @Inject
    ClaimViews claims;

    @Inject
    MoneyProofs proofs;

    @Inject
    Searches searches;

    private @Nullable String vis;
    private @Nullable String soegning;
    private @Nullable String skyldnerAf;
    private @Nullable String fandt;
    private @Nullable String efter;

    private @Nullable Page<ClaimRow> page;
    private String lead = "";
    private String name = "";
    private String debtor = "";
    private boolean expired;

    @Override
    void load(Actor actor, String municipalityCode) {
        Optional<String> searched = searches.name(soegning);
        expired = soegning != null && searched.isEmpty();
        name = searched.orElse("");
        ClaimReference sameDebtor = ClaimReference.of(skyldnerAf).orElse(null);
        ClaimQuery query =
                new ClaimQuery(municipalityCode, filter(vis), name.isEmpty() ? null : name, null, sameDebtor, efter, 0);
        page = claims.page(actor, query);
        if (sameDebtor != null && !page().isEmpty()) {
            debtor = page().rows().get(0).debtorName();
        }
        lead = narrowed() ? hits(claims.hits(actor, query)) : all(proofs.of(actor, municipalityCode));
    }

    private boolean narrowed() {
        return filter(vis) != ClaimQuery.Filter.ALL || !name.isEmpty() || skyldnerAf != null;
    }

    private String hits(long hits) {
        return hits > MANY ? words.say("claims.hitsMany", words.count(MANY)) : words.many("claims.hits", hits);
    }

    private String all(MoneyProof proof) {
        return proof.claims() == 0
                ? words.say("claims.none")
                : words.say(
                        "claims.all",
                        words.many("many.claims", proof.claims()),
                        words.amount(proof.fbsOre()),
                        words.amount(proof.outstandingOre()));
    }

    private static ClaimQuery.Filter filter(@Nullable String vis) {
        for (ClaimQuery.Filter filter : ClaimQuery.Filter.values()) {
            if (value(filter).equals(vis)) {
                return filter;
            }
        }
        return ClaimQuery.Filter.ALL;
    }

    private static String value(ClaimQuery.Filter filter) {
        return switch (filter) {
            case ALL -> "";
            case ON_ITS_WAY -> "paa-vej";
            case REFUSED -> "afvist";
            case IN_DOUBT -> "uafklaret";
            case WITHDRAWN -> "annulleret";
        };
    }

    /** The filters to choose from. */
    public List<Choice> choices() {
        return List.of(ClaimQuery.Filter.values()).stream()
                .map(filter -> new Choice(value(filter), "filter." + filter.name(), filter == filter(vis)))
                .toList();
    }

    public Page<ClaimRow> page() {
        return Objects.requireNonNull(page);
    }

    /** The sentence that says how many there are. */
    public String lead() {
        return lead;
    }

    /** The name that was searched for; empty if none. */
    public String name() {
        return name;
    }

    /** Whose claims the list is narrowed to; empty if it is not. */
    public String debtor() {
        return debtor;
    }

    /** Whether the search that the address names is of a session that is over. */
    public boolean expired() {
        return expired;
    }

    /** Whether a search by number found nothing. */
    public boolean nothingFound() {
        return "intet".equals(fandt);
    }

    /** Whether the list shows less than everything. */
    public boolean searching() {
        return !name.isEmpty() || skyldnerAf != null;
    }

    public Tone tone(ClaimRow row) {
        return Tone.of(row.standing());
    }

    public @Nullable String getVis() {
        return vis;
    }

    public void setVis(@Nullable String vis) {
        this.vis = vis;
    }

    public @Nullable String getSoegning() {
        return soegning;
    }

    public void setSoegning(@Nullable String soegning) {
        this.soegning = soegning;
    }

    public @Nullable String getSkyldnerAf() {
        return skyldnerAf;
    }

    public void setSkyldnerAf(@Nullable String skyldnerAf) {
        this.skyldnerAf = skyldnerAf;
    }

    public @Nullable String getFandt() {
        return fandt;
    }

    public void setFandt(@Nullable String fandt) {
        this.fandt = fandt;
    }

    public @Nullable String getEfter() {
        return efter;
    }

    public void setEfter(@Nullable String efter) {
        this.efter = efter;
    }
}
