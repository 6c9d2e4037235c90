package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.openqa.selenium.By;

/** A municipality looks at its claims, in a real browser. */
@Order(4)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PagesIT {

    private static final String CODE = "0751";
    private static final String USER = "kommune0751";
    private static final String ITS_AGENCY = "DK-775100";
    private static final String OTHERS_AGENCY = "DK-710100";
    private static final long REFUSED_FEE = 990_000_001L;

    private static Installation installation;
    private static Browser browser;

    @BeforeAll
    static void start() {
        installation = Installation.shared();
        browser = Browser.open(installation.address());
        Sample.on(installation);
        String cvr = Sql.text(installation.database(), "select cvr from municipalities where code = ?", CODE);
        installation
                .debtorSystems()
                .faults(
                        "{\"municipality\":\"" + cvr
                                + "\",\"action\":\"REFUSE\",\"code\":\"PART_UGYLDIG\",\"text\":\"Parten findes ikke\",\"count\":1}");
        installation.put(ITS_AGENCY, REFUSED_FEE, 1, 245.50);
        installation.runToEnd(CODE);
        installation.debtorSystems().faults();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    @Order(1)
    void a_wrong_password_is_said_in_danish() {
        browser.go("/kravbro/");
        browser.picture("login");
        browser.logIn(USER, "forkert");
        assertThat(browser.text()).contains("passer ikke sammen");
    }

    @Test
    @Order(2)
    void the_overview_adds_up() {
        browser.logIn(USER, Installation.PASSWORD);
        assertThat(browser.text()).contains("Aarhus");
        assertThat(browser.all("table.figures")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(browser.text()).doesNotContain("går ikke op").doesNotContain("???");
        browser.picture("overview");
    }

    @Test
    @Order(3)
    void claims_are_listed_page_by_page() {
        browser.follow("Krav");
        List<String> first = rows();
        assertThat(first).isNotEmpty().allMatch(reference -> reference.startsWith(ITS_AGENCY));
        browser.picture("claims");
        browser.click(By.cssSelector("a[rel=next]"));
        assertThat(rows()).isNotEmpty().doesNotContainAnyElementsOf(first);
    }

    @Test
    @Order(4)
    void a_claim_is_found_and_its_way_is_told() {
        browser.go("/kravbro/krav?kommune=" + CODE);
        browser.type("tekst", ITS_AGENCY + "-" + REFUSED_FEE);
        browser.click(By.cssSelector("form.search button[type=submit]"));
        if (browser.all("ol.timeline").isEmpty()) {
            browser.follow(ITS_AGENCY + "-" + REFUSED_FEE);
        }
        assertThat(browser.all("ol.timeline > li")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(browser.text()).contains("245,50").contains("010190").doesNotContain("0101905678");
        browser.picture("claim-refused");
        browser.waitFor(By.cssSelector("details.bundle summary")).click();
        assertThat(browser.all("details.bundle pre"))
                .singleElement()
                .satisfies(bundle -> assertThat(bundle.getText())
                        .contains("CallersServiceCallIdentifier", "PART_UGYLDIG: Parten findes ikke")
                        .doesNotContain("0101905678", "Prøve Person"));
        assertThat(browser.all("details.bundle button"))
                .as("the script offers to copy it")
                .singleElement()
                .satisfies(button -> assertThat(button.isDisplayed()).isTrue());
        String covered = Sql.text(
                installation.database(),
                "select c.agency_id || '-' || c.fee_id from claims c join claim_entries e on e.claim_id = c.id"
                        + " where c.municipality_code = ? and e.kind = 'COVERAGE' order by c.id limit 1",
                CODE);
        browser.go("/kravbro/kravdetaljer?nr=" + covered);
        assertThat(browser.all("ol.timeline > li")).hasSizeGreaterThanOrEqualTo(3);
        browser.picture("claim");
    }

    @Test
    @Order(5)
    void refused_deliveries_stand_on_a_list_with_their_reason() {
        browser.follow("Arbejdslister");
        assertThat(browser.text()).contains(ITS_AGENCY + "-" + REFUSED_FEE).contains("PART_UGYLDIG");
        browser.picture("refused");
    }

    @Test
    @Order(6)
    void runs_are_listed_with_their_figures() {
        browser.follow("Kørsler");
        assertThat(browser.all("table tbody tr")).hasSizeGreaterThanOrEqualTo(2);
        browser.picture("runs");
        browser.click(By.cssSelector("table tbody tr a"));
        assertThat(browser.address()).contains("koersel");
        browser.picture("run");
    }

    @Test
    @Order(7)
    void the_pages_speak_english_too() {
        browser.go("/kravbro/overblik");
        browser.follow("English");
        assertThat(browser.text()).contains("Claims").doesNotContain("???");
        browser.picture("overview-english");
        browser.follow("Dansk");
    }

    @Test
    @Order(8)
    void a_phone_shows_the_same_without_scrolling_sideways() {
        browser.narrow();
        try {
            for (String page : List.of("overblik", "krav", "arbejdslister", "koersler")) {
                browser.go("/kravbro/" + page);
                assertThat(browser.scrollsSideways()).as(page).isFalse();
            }
            browser.go("/kravbro/krav");
            browser.picture("claims-phone");
        } finally {
            browser.wide();
        }
    }

    @Test
    @Order(9)
    void nothing_is_fetched_from_another_host() {
        browser.go("/kravbro/overblik");
        assertThat(browser.foreignResources()).isEmpty();
    }

    @Test
    @Order(10)
    void nothing_of_another_municipality_is_shown() {
        String foreign = Sql.text(
                installation.database(),
                "select agency_id || '-' || fee_id from claims where agency_id = ? order by id limit 1",
                OTHERS_AGENCY);
        for (String path : List.of(
                "overblik?kommune=0101",
                "krav?kommune=0101",
                "afleveringer?kommune=0101",
                "arbejdslister?kommune=0101",
                "koersler?kommune=0101",
                "svar?kommune=0101",
                "kravdetaljer?nr=" + foreign)) {
            browser.go("/kravbro/" + path);
            // The page's link to itself in English repeats what was asked for, and no more.
            assertThat(browser.source().replace(foreign, ""))
                    .as(path)
                    .doesNotContain(OTHERS_AGENCY + "-")
                    .doesNotContain("Københavns Kommune");
        }
        browser.go("/kravbro/kravdetaljer?nr=" + foreign);
        String theirs = browser.text();
        browser.go("/kravbro/kravdetaljer?nr=" + ITS_AGENCY + "-999999999");
        assertThat(browser.text())
                .as("a claim of others looks like one that is not there")
                .isEqualTo(theirs);
        browser.go("/kravbro/krav?kommune=" + CODE);
        browser.type("tekst", foreign);
        browser.click(By.cssSelector("form.search button[type=submit]"));
        assertThat(browser.all("ol.timeline")).isEmpty();
        assertThat(rows()).doesNotContain(foreign);
    }

    @Test
    @Order(11)
    void an_operator_chooses_a_municipality() {
        browser.logIn(Installation.OPERATOR, Installation.PASSWORD);
        assertThat(browser.text()).contains("Aarhus").contains("København");
        browser.picture("municipalities");
    }

    @Test
    @Order(12)
    void after_signing_out_the_pages_are_closed() {
        browser.click(By.cssSelector("button.sign-out"));
        browser.go("/kravbro/overblik");
        assertThat(browser.all("input[name=j_password]")).isNotEmpty();
    }

    private static List<String> rows() {
        return browser.all("table tbody tr td.card-head a").stream()
                .map(element -> element.getText())
                .toList();
    }
}
