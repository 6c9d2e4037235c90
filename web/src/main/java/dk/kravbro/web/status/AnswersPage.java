package dk.kravbro.web.status;

import dk.kravbro.audit.Actor;
import dk.kravbro.monitoring.AnswerRow;
import dk.kravbro.monitoring.AnswerViews;
import dk.kravbro.monitoring.MoneyProof;
import dk.kravbro.monitoring.MoneyProofs;
import dk.kravbro.monitoring.Page;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the debtor system told, one kind at a time: the rows behind the proof's answers. */
@Named
@RequestScoped
public class AnswersPage extends MunicipalityPage {

    @Inject
    AnswerViews answers;

    @Inject
    MoneyProofs proofs;

    private @Nullable String slags;
    private @Nullable String efter;

    private @Nullable Page<AnswerRow> page;
    private MoneyProof.@Nullable Answers sums;

    @Override
    void load(Actor actor, String municipalityCode) {
        page = answers.page(actor, municipalityCode, kind(), efter, 0);
        sums = proofs.of(actor, municipalityCode).answers();
    }

    /** The kind that the address asks for. */
    public AnswerRow.Kind kind() {
        if ("afskrivning".equals(slags)) {
            return AnswerRow.Kind.WRITE_OFF;
        }
        return "kontostatus".equals(slags) ? AnswerRow.Kind.ACCOUNT_STATUS : AnswerRow.Kind.COVERAGE;
    }

    public Page<AnswerRow> page() {
        return Objects.requireNonNull(page);
    }

    public MoneyProof.Answers sums() {
        return Objects.requireNonNull(sums);
    }

    /** The sentence that says how many and how much. */
    public String lead() {
        return switch (kind()) {
            case COVERAGE ->
                words.say(
                        "answers.lead.COVERAGE",
                        words.many("many.coverages", sums().coverage().count()),
                        words.amount(sums().coverage().ore()));
            case WRITE_OFF ->
                words.say(
                        "answers.lead.WRITE_OFF",
                        words.many("many.writeOffs", sums().writeOff().count()),
                        words.amount(sums().writeOff().ore()));
            case ACCOUNT_STATUS -> words.many("answers.lead.ACCOUNT_STATUS", sums().accountStatus());
        };
    }

    /** What the row says beside its amount. */
    public String detail(AnswerRow row) {
        if (row.kind() == AnswerRow.Kind.ACCOUNT_STATUS) {
            return words.sayOr("answer.ACCOUNT_STATUS." + row.detail().replace("OUTDATED ", ""), "answer.OTHER");
        }
        return row.detail().isEmpty() ? "" : words.sayOr("answer.detail." + row.detail(), "answer.detail.OTHER");
    }

    public @Nullable String getSlags() {
        return slags;
    }

    public void setSlags(@Nullable String slags) {
        this.slags = slags;
    }

    public @Nullable String getEfter() {
        return efter;
    }

    public void setEfter(@Nullable String efter) {
        this.efter = efter;
    }
}
