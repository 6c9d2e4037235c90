package dk.kravbro.web.status;

import dk.kravbro.audit.Actor;
import dk.kravbro.monitoring.Overview;
import dk.kravbro.monitoring.Overviews;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page about one municipality: the one in the address, else the visitor's only one. What is not there and what is
 * another's get the same answer.
 */
public abstract class MunicipalityPage {

    @Inject
    Visitor visitor;

    @Inject
    Words words;

    @Inject
    Overviews overviews;

    private @Nullable String kommune;
    private String code = "";
    private Overview.@Nullable Freshness freshness;

    /** Reads what the page shows. Called once, before anything is written. */
    abstract void load(Actor actor, String municipalityCode);

    /** Opens the page: finds its municipality and reads it, or answers "not found" or "choose one". */
    public void open() {
        Optional<String> municipality = visitor.municipality(kommune);
        if (municipality.isEmpty()) {
            if ((kommune == null || kommune.isEmpty()) && visitor.choosesMunicipality()) {
                redirect("/kommuner");
            } else {
                notFound();
            }
            return;
        }
        code = municipality.get();
        try {
            freshness = overviews.freshness(visitor.actor(), code);
            load(visitor.actor(), code);
        } catch (Actor.NotAllowed hidden) {
            notFound();
        }
    }

    /** A number out of an address; empty if it is none: what is no number is not found, as any other that is not there. */
    static Optional<Long> number(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    /** The page's rows are not there, for this visitor. */
    final void notFound() {
        FacesContext faces = FacesContext.getCurrentInstance();
        try {
            faces.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        faces.responseComplete();
    }

    final void redirect(String path) {
        FacesContext faces = FacesContext.getCurrentInstance();
        try {
            faces.getExternalContext().redirect(faces.getExternalContext().getRequestContextPath() + path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        faces.responseComplete();
    }

    /** For the address's parameter. */
    public @Nullable String getKommune() {
        return kommune;
    }

    public void setKommune(@Nullable String kommune) {
        this.kommune = kommune;
    }

    /** The municipality's code. */
    public String code() {
        return code;
    }

    /** The municipality's name. */
    public String municipalityName() {
        return visitor.nameOf(code);
    }

    /** How new the figures are; null before the page is open. */
    public Overview.@Nullable Freshness freshness() {
        return freshness;
    }
}
