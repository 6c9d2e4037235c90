package dk.kravbro.web.status;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Which language the visitor reads: what the address says, else what was chosen before, else Danish. */
@RequestScoped
public class Speech {

    /** Name of both the parameter and the cookie. */
    static final String NAME = "sprog";

    private Language language = Language.DANISH;

    /** For the container's proxy. */
    protected Speech() {}

    @Inject
    Speech(HttpServletRequest request) {
        this.language = of(request);
    }

    public Language language() {
        return language;
    }

    static Language of(HttpServletRequest request) {
        String asked = request.getParameter(NAME);
        return Language.of(asked != null ? asked : remembered(request));
    }

    private static @Nullable String remembered(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(NAME)) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }
}
