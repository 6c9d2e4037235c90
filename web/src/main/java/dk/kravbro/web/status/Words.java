package dk.kravbro.web.status;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.text.MessageFormat;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** What the pages say, in the visitor's language: sentences from the bundle, figures by {@link Format}. */
@Named("w")
@RequestScoped
public class Words {

    static final String BUNDLE = "dk.kravbro.web.status.messages";

    private Language language;
    private Format format;
    private ResourceBundle bundle;
    private Clock clock;

    /** For the container's proxy. */
    protected Words() {
        this(Language.DANISH, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    @Inject
    Words(Speech speech, Clock clock) {
        this(speech.language(), clock);
    }

    Words(Language language, Clock clock) {
        this.language = language;
        this.format = new Format(language);
        this.bundle = ResourceBundle.getBundle(
                BUNDLE,
                language.locale(),
                Words.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        this.clock = clock;
    }

    /** The language of the page. */
    public Language language() {
        return language;
    }

    /**
     * The text with that key, with its places filled.
     *
     * @throws java.util.MissingResourceException if there is no such text: a defect, which a test finds
     */
    public String say(String key, @Nullable Object... values) {
        String text = bundle.getString(key);
        return values.length == 0 ? text : new MessageFormat(text, language.locale()).format(values);
    }

    /** The text with that key, or the other key's: for codes that come from elsewhere. */
    public String sayOr(String key, String otherwise) {
        return bundle.containsKey(key) ? bundle.getString(key) : bundle.getString(otherwise);
    }

    public boolean knows(String key) {
        return bundle.containsKey(key);
    }

    /** "1 krav", "2 krav": the key's text for how many, with the number written out. */
    public String many(String key, long count) {
        return say(key, count, format.count(count));
    }

    /** Øre as an amount. */
    public String amount(long ore) {
        return format.amount(ore);
    }

    public String count(long count) {
        return format.count(count);
    }

    public String date(@Nullable LocalDate date) {
        return date == null ? "" : format.date(date);
    }

    public String shortDate(@Nullable LocalDate date) {
        return date == null ? "" : format.shortDate(date);
    }

    /** The day of an instant, as in tables. */
    public String shortDay(@Nullable Instant at) {
        return at == null ? "" : format.shortDate(format.day(at));
    }

    public String time(@Nullable Instant at) {
        return at == null ? "" : format.time(at);
    }

    public String shortMoment(@Nullable Instant at) {
        return at == null ? "" : format.shortMoment(at);
    }

    /** For the machine: ISO 8601. */
    public String iso(@Nullable Instant at) {
        return at == null ? "" : at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** "i dag kl. 02.00", "i morgen kl. 02.00", or date and time. */
    public String moment(@Nullable Instant at) {
        if (at == null) {
            return "";
        }
        long days = ChronoUnit.DAYS.between(today(), format.day(at));
        if (days == 0) {
            return say("time.today", format.time(at));
        }
        if (days == 1) {
            return say("time.tomorrow", format.time(at));
        }
        if (days == -1) {
            return say("time.yesterday", format.time(at));
        }
        return format.moment(at);
    }

    /** "2. januar 2027" if it is midnight; else as {@link #moment}. */
    public String dayOrMoment(Instant at) {
        return format.isMidnight(at) ? format.date(format.day(at)) : moment(at);
    }

    /** How long ago, in the largest unit that fits: "3 dage". */
    public String age(Instant since) {
        long minutes = Math.max(0, ChronoUnit.MINUTES.between(since, clock.instant()));
        if (minutes < 60) {
            return many("age.minutes", minutes);
        }
        return minutes < 48 * 60 ? many("age.hours", minutes / 60) : many("age.days", minutes / (24 * 60));
    }

    LocalDate today() {
        return format.day(clock.instant());
    }
}
