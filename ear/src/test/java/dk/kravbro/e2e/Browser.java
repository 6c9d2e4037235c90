package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real browser without a window, that looks at the pages as people do and takes pictures. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> CHROMIUM =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final List<String> DRIVER =
            List.of("/usr/bin/chromedriver", "/usr/lib/chromium-browser/chromedriver");
    private static final String HOW = "There is no Chromium with its driver on this machine, so the pages are not"
            + " looked at. On Debian: apt-get install chromium chromium-driver";

    private final ChromeDriver driver;
    private final URI root;

    private Browser(ChromeDriver driver, URI root) {
        this.driver = driver;
        this.root = root;
    }

    /**
     * Opens a browser. Without one the test is aborted with words about how to get one; with
     * {@code -Dbrowser.required=true} or KRAVBRO_BROWSER_REQUIRED=true it fails.
     */
    static Browser open(URI root) {
        Optional<Path> chromium = find(CHROMIUM);
        Optional<Path> chromedriver = find(DRIVER);
        if (chromium.isEmpty() || chromedriver.isEmpty()) {
            if (Boolean.getBoolean("browser.required")
                    || Boolean.parseBoolean(System.getenv("KRAVBRO_BROWSER_REQUIRED"))) {
                fail(HOW);
            }
            System.out.println("[WARNING] " + HOW);
            abort(HOW);
        }
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.orElseThrow().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--lang=da",
                "--window-size=1280,900");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.orElseThrow().toFile())
                .usingAnyFreePort()
                .build();
        return new Browser(new ChromeDriver(service, options), root);
    }

    private static Optional<Path> find(List<String> places) {
        return places.stream().map(Path::of).filter(Files::isExecutable).findFirst();
    }

    /** Logs in as somebody, as somebody without a session. */
    void logIn(String user, String password) {
        driver.manage().deleteAllCookies();
        go("/kravbro/");
        type("j_username", user);
        type("j_password", password);
        click(By.cssSelector("form button[type=submit]"));
    }

    void type(String name, String text) {
        WebElement field = waitFor(By.name(name));
        field.clear();
        field.sendKeys(text);
    }

    void go(String path) {
        driver.get(root.resolve(path).toString());
    }

    /** Clicks and waits until another page is there. */
    void click(By what) {
        WebElement old = driver.findElement(By.tagName("html"));
        waitFor(what).click();
        new WebDriverWait(driver, PATIENCE).until(ExpectedConditions.stalenessOf(old));
        waitFor(By.tagName("body"));
    }

    void follow(String linkText) {
        click(By.linkText(linkText));
    }

    WebElement waitFor(By what) {
        return new WebDriverWait(driver, PATIENCE).until(ExpectedConditions.elementToBeClickable(what));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    String heading() {
        return waitFor(By.tagName("h1")).getText();
    }

    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    String source() {
        return driver.getPageSource();
    }

    String address() {
        return driver.getCurrentUrl();
    }

    /** Addresses of other hosts that the page refers to as part of itself. */
    List<String> foreignResources() {
        Object found = driver.executeScript("return performance.getEntriesByType('resource').map(e => e.name)"
                + ".filter(n => !n.startsWith(location.origin))");
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    void narrow() {
        driver.manage().window().setSize(new Dimension(500, 900));
    }

    void wide() {
        driver.manage().window().setSize(new Dimension(1280, 900));
    }

    /** Whether the page is wider than its window. */
    boolean scrollsSideways() {
        return Boolean.TRUE.equals(driver.executeScript(
                "return document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"));
    }

    /**
     * Takes a picture of the whole page into {@code ear/target/screenshots}, and with {@code -Dscreenshots.update} also
     * into {@code docs/screenshots}.
     */
    void picture(String name) {
        long height = ((Number) driver.executeScript("return document.documentElement.scrollHeight")).longValue();
        Dimension size = driver.manage().window().getSize();
        driver.manage().window().setSize(new Dimension(size.width, (int) Math.min(2400, Math.max(900, height + 140))));
        byte[] png = driver.getScreenshotAs(OutputType.BYTES);
        driver.manage().window().setSize(size);
        write(Path.of(Installation.required("kravbro.screenshots")), name, png);
        String update = System.getProperty("screenshots.update");
        if (update != null && !update.equals("false")) {
            write(Path.of(Installation.required("kravbro.docs")).resolve("screenshots"), name, png);
        }
    }

    private static void write(Path directory, String name, byte[] png) {
        try {
            Files.createDirectories(directory);
            Files.write(directory.resolve(name + ".png"), png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
