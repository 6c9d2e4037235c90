package dk.kravbro.web.status;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page's own address, and links that differ from it in a parameter or two. */
@Named("here")
@RequestScoped
public class Address {

    @Inject
    HttpServletRequest request;

    @Inject
    Words words;

    /** The page in the other language: the same address with "sprog" added. */
    public String inOtherLanguage() {
        return with(Speech.NAME, words.language().other().code());
    }

    /** This address with one parameter replaced; a null or empty value takes it out. */
    public String with(String name, @Nullable String value) {
        List<String> parts = new ArrayList<>();
        Object forwarded = request.getAttribute(RequestDispatcher.FORWARD_QUERY_STRING);
        String query = forwarded instanceof String text ? text : request.getQueryString();
        if (query != null) {
            for (String part : List.of(query.split("&", -1))) {
                if (!part.isEmpty() && !part.startsWith(name + "=") && !part.startsWith(Speech.NAME + "=")) {
                    parts.add(part);
                }
            }
        }
        if (value != null && !value.isEmpty()) {
            parts.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
        return "?" + String.join("&", parts);
    }

    /** Like {@link #with}, from the first page of the list. */
    public String withFirstPage(String name, @Nullable String value) {
        String rest = ("&" + with(name, value).substring(1)).replaceAll("&(efter|fandt)=[^&]*", "");
        return "?" + (rest.isEmpty() ? rest : rest.substring(1));
    }

    /** Whether this is that page or one below it, for the navigation. */
    public boolean on(String pages) {
        String view = FacesContext.getCurrentInstance().getViewRoot().getViewId();
        return List.of(pages.split(" ", -1)).contains(view.replace(".xhtml", "").replaceFirst("^/", ""));
    }
}
