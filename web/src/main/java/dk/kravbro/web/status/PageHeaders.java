package dk.kravbro.web.status;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * What a browser must know of every answer: nothing of another host, no framing, no guessing of types, no copy of a page
 * kept; style sheet and icons may be kept. Also remembers the chosen language.
 */
@WebFilter(
        urlPatterns = "/*",
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.ERROR})
public class PageHeaders extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /**
     * Everything but scripts: on pages PrimeFaces adds a policy of its own, scripts of this host and those that bear the
     * page's nonce (web.xml, primefaces.CSP). A second policy on scripts here would forbid the nonce.
     */
    static final String POLICY = "style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self';"
            + " object-src 'none'; frame-src 'none'; media-src 'none'; worker-src 'none'; manifest-src 'none';"
            + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** Where what may be kept lies: its addresses change with its content. */
    private static boolean isAsset(String path) {
        return path.startsWith("/assets/") || path.startsWith("/jakarta.faces.resource/");
    }

    private static final int A_YEAR_S = 365 * 24 * 60 * 60;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        boolean asset = isAsset(request.getServletPath());
        response.setHeader("Cache-Control", asset ? "public, max-age=" + A_YEAR_S + ", immutable" : "no-store");
        String asked = request.getParameterMap().isEmpty() ? null : parameter(request);
        if (asked != null) {
            response.addCookie(remembered(request, Language.of(asked)));
        }
        chain.doFilter(request, response);
    }

    /** Only of an address: reading a form's body here would be too early for its encoding. */
    private static @org.jspecify.annotations.Nullable String parameter(HttpServletRequest request) {
        return request.getMethod().equals("GET") ? request.getParameter(Speech.NAME) : null;
    }

    private static Cookie remembered(HttpServletRequest request, Language language) {
        Cookie cookie = new Cookie(Speech.NAME, language.code());
        cookie.setPath(request.getContextPath());
        cookie.setMaxAge(A_YEAR_S);
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setAttribute("SameSite", "Lax");
        return cookie;
    }
}
