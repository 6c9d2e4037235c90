package dk.kravbro.submission;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random histories: what FBS, operators, nodes, the network and time may do, in any order, and inside one another. */
final class EngineHistories {

    private static final List<Duration> TIMES = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(9),
            Duration.ofSeconds(31),
            Duration.ofMinutes(3),
            Duration.ofMinutes(11),
            Duration.ofHours(2),
            Duration.ofHours(72));

    private EngineHistories() {}

    /** Of some length: single steps, and now and then several that hurry after one another. */
    static Arbitrary<List<Act>> histories(int longest) {
        Arbitrary<List<Act>> one = acts(2).map(List::of);
        return Arbitraries.frequencyOf(Tuple.of(20, one), Tuple.of(1, hurry()))
                .list()
                .ofMinSize(longest / 2)
                .ofMaxSize(longest)
                .map(parts -> parts.stream().flatMap(List::stream).toList());
    }

    /** A slice whose calls all end in doubt is asked about, and sent again if that is allowed, before a late call arrives. */
    private static Arbitrary<List<Act>> hurry() {
        Arbitrary<Act.Fate> fates =
                Arbitraries.of(Act.Fate.LATE, Act.Fate.BROKE, Act.Fate.ANSWER_LOST, Act.Fate.REFUSAL_LOST);
        Arbitrary<Duration> times = Arbitraries.of(
                Duration.ofSeconds(1), Duration.ofSeconds(9), Duration.ofSeconds(31), Duration.ofMinutes(3));
        return Combinators.combine(node(), fates, times, Arbitraries.of(true, false))
                .as((node, fate, time, recorded) -> List.of(
                        new Act.Start(node, 0, false),
                        new Act.Conduct(node, Act.Death.NOT),
                        new Act.Work(
                                node,
                                0,
                                false,
                                List.of(),
                                List.of(new Act.Call(fate, List.of()), new Act.Call(fate, List.of())),
                                recorded),
                        new Act.Sweep(node),
                        new Act.Pass(time),
                        new Act.Inquire(node, true, List.of()),
                        new Act.Conduct(node, Act.Death.NOT),
                        new Act.Work(node, 0, false, List.of(), List.of(), true)));
    }

    private static Arbitrary<Integer> number() {
        return Arbitraries.integers().between(0, 11);
    }

    private static Arbitrary<Integer> node() {
        return Arbitraries.integers().between(0, 1);
    }

    private static Arbitrary<Act> acts(int depth) {
        return Arbitraries.frequencyOf(
                Tuple.of(20, says()),
                Tuple.of(6, starts()),
                Tuple.of(14, conducts()),
                Tuple.of(18, works(depth)),
                Tuple.of(2, number().map(Act.LoseMessage::new)),
                Tuple.of(6, node().map(Act.Sweep::new)),
                Tuple.of(7, inquiries(depth)),
                Tuple.of(9, Arbitraries.of(TIMES).map(Act.Pass::new)),
                Tuple.of(6, nodes()),
                Tuple.of(
                        2,
                        Combinators.combine(node(), Arbitraries.of(true, false, false))
                                .as(Act.Pause::new)),
                Tuple.of(
                        2,
                        Combinators.combine(node(), Arbitraries.of(0, 0, 0, 1, 2))
                                .as(Act.GoLive::new)));
    }

    private static Arbitrary<Act> says() {
        Arbitrary<Act.Word> words = Arbitraries.frequency(
                Tuple.of(5, Act.Word.AMOUNT),
                Tuple.of(3, Act.Word.PARTY),
                Tuple.of(2, Act.Word.BOTH),
                Tuple.of(2, Act.Word.WITHDRAW),
                Tuple.of(2, Act.Word.DETAILS),
                Tuple.of(1, Act.Word.REPEAT),
                Tuple.of(1, Act.Word.OLDER));
        return Combinators.combine(Arbitraries.integers().between(0, FbsModel.CLAIMS - 1), words, number())
                .as(Act.Says::new);
    }

    private static Arbitrary<Act> starts() {
        return Combinators.combine(node(), node(), Arbitraries.of(false, false, false, true))
                .as(Act.Start::new);
    }

    private static Arbitrary<Act> conducts() {
        return Combinators.combine(
                        node(),
                        Arbitraries.frequency(
                                Tuple.of(14, Act.Death.NOT),
                                Tuple.of(1, Act.Death.BEFORE_PICK),
                                Tuple.of(1, Act.Death.AFTER_PICK)))
                .as(Act.Conduct::new);
    }

    private static Arbitrary<Act> nodes() {
        return Arbitraries.oneOf(
                node().map(Act.Die::new),
                node().map(Act.Freeze::new),
                Combinators.combine(node(), Arbitraries.of(true, false)).as(Act.Wake::new),
                node().map(Act.ComeUp::new),
                node().map(Act.ComeUp::new));
    }

    private static Arbitrary<Act> works(int depth) {
        return Combinators.combine(
                        node(),
                        number(),
                        Arbitraries.of(false, false, false, true),
                        meanwhile(depth),
                        calls(depth).list().ofMaxSize(2),
                        Arbitraries.of(true, true, true, true, true, false))
                .as(Act.Work::new);
    }

    private static Arbitrary<Act.Call> calls(int depth) {
        Arbitrary<Act.Fate> fates = Arbitraries.frequency(
                Tuple.of(6, Act.Fate.ACCEPTED),
                Tuple.of(2, Act.Fate.ANSWER_LOST),
                Tuple.of(2, Act.Fate.NOT_DELIVERED),
                Tuple.of(1, Act.Fate.REFUSED),
                Tuple.of(1, Act.Fate.REFUSAL_LOST),
                Tuple.of(1, Act.Fate.CUT),
                Tuple.of(2, Act.Fate.LATE),
                Tuple.of(1, Act.Fate.BROKE));
        return Combinators.combine(fates, meanwhile(depth)).as(Act.Call::new);
    }

    private static Arbitrary<Act> inquiries(int depth) {
        return Combinators.combine(node(), Arbitraries.of(true, true, true, false), meanwhile(depth))
                .as(Act.Inquire::new);
    }

    /** What happens in the middle of something: mostly nothing, and what matters there more often than elsewhere. */
    private static Arbitrary<List<Act>> meanwhile(int depth) {
        if (depth == 0) {
            return Arbitraries.just(List.of());
        }
        Arbitrary<List<Act>> something = Arbitraries.frequencyOf(
                        Tuple.of(3, Arbitraries.lazy(() -> acts(depth - 1))),
                        Tuple.of(1, nodes()),
                        Tuple.of(1, Arbitraries.of(TIMES).map(Act.Pass::new)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
        return Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.just(List.<Act>of())), Tuple.of(2, something), Tuple.of(1, overtaken()));
    }

    /** The node stands still until the other one has settled its slice and may send again. */
    private static Arbitrary<List<Act>> overtaken() {
        return Combinators.combine(node(), Arbitraries.of(Duration.ofSeconds(9), Duration.ofMinutes(3)))
                .as((node, time) -> List.of(
                        new Act.Freeze(node),
                        new Act.Pass(time),
                        new Act.Sweep(node + 1),
                        new Act.Pass(Duration.ofMinutes(3)),
                        new Act.Inquire(node + 1, true, List.of()),
                        new Act.Conduct(node + 1, Act.Death.NOT),
                        new Act.Work(node + 1, 0, false, List.of(), List.of(), true)));
    }
}
