package dk.kravbro.web.status;

import dk.kravbro.audit.Actor;
import dk.kravbro.monitoring.ClaimQuery;
import dk.kravbro.monitoring.ClaimReference;
import dk.kravbro.monitoring.ClaimViews;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Takes what was typed into the search box, by POST, and sends the browser on to an address without people in it: a
 * claim, the claims of a claim's debtor, or a search that the session keeps.
 */
@WebServlet("/krav-soeg")
public class FindClaims extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    transient Visitor visitor;

    @Inject
    transient Searches searches;

    @Inject
    transient ClaimViews claims;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<String> municipality = visitor.municipality(request.getParameter("kommune"));
        if (municipality.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        String code = municipality.get();
        SearchText text = SearchText.of(request.getParameter("tekst"));
        String found = switch (text.kind()) {
            case NOTHING -> "";
            case NAME -> "&soegning=" + searches.keep(text.text());
            case REFERENCE -> reference(text, code);
            case NUMBER -> number(text, code);
        };
        String path = found.startsWith("/") ? found : "/krav?kommune=" + code + found;
        response.sendRedirect(request.getContextPath() + path);
    }

    private String reference(SearchText text, String code) {
        return ClaimReference.of(text.text())
                .flatMap(reference -> claims.find(visitor.actor(), reference))
                .filter(claim -> claim.municipalityCode().equals(code))
                .map(claim -> "/kravdetaljer?nr=" + claim.row().reference())
                .orElse("&fandt=intet");
    }

    private String number(SearchText text, String code) {
        Actor actor = visitor.actor();
        Optional<ClaimReference> ofDebtor = claims.ofDebtor(actor, code, text.text());
        if (ofDebtor.isPresent()) {
            return "&skyldner-af=" + ofDebtor.get();
        }
        return text.feeId()
                .flatMap(feeId -> claims.page(actor, ClaimQuery.ofFee(code, feeId)).rows().stream()
                        .findFirst())
                .map(row -> "/kravdetaljer?nr=" + row.reference())
                .orElse("&fandt=intet");
    }
}
