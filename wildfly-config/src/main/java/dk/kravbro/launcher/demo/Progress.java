package dk.kravbro.launcher.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells the person at the terminal what happens, and remembers how long each step took. */
final class Progress {

    private final PrintStream out;
    private final long began = System.nanoTime();
    private final List<Step> steps = new ArrayList<>();

    /** A step that is over. */
    record Step(String name, Duration took) {

        @Override
        public String toString() {
            return name + " (" + seconds(took) + ")";
        }
    }

    Progress(PrintStream out) {
        this.out = out;
    }

    /** A line with the time since the start. */
    void say(String text) {
        Duration since = Duration.ofNanos(System.nanoTime() - began);
        out.println(String.format(Locale.ROOT, "[%8s]  %s", seconds(since), text));
        out.flush();
    }

    /** A text as it stands. */
    void print(String text) {
        out.println(text);
        out.flush();
    }

    /** Does a step: says that it begins, how long it took, and what came of it (the result's toString, unless empty). */
    <T> T step(String name, Supplier<T> work) {
        say(name + " …");
        long start = System.nanoTime();
        T result = work.get();
        Step step = new Step(name, Duration.ofNanos(System.nanoTime() - start));
        steps.add(step);
        String outcome = result.toString();
        say("    done in " + seconds(step.took()) + (outcome.isEmpty() ? "" : ": " + outcome));
        return result;
    }

    Optional<Step> slowest() {
        return steps.stream().max(Comparator.comparing(Step::took));
    }

    Optional<Step> fastest() {
        return steps.stream().min(Comparator.comparing(Step::took));
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
