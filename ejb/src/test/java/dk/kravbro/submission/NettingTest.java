package dk.kravbro.submission;

import static dk.kravbro.submission.DeliveryKind.CHANGE_PARTY;
import static dk.kravbro.submission.DeliveryKind.REGISTER;
import static dk.kravbro.submission.DeliveryKind.WITHDRAW;
import static dk.kravbro.submission.DeliveryKind.WRITE_DOWN;
import static dk.kravbro.submission.DeliveryKind.WRITE_UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dk.kravbro.submission.Netting.Planned;
import dk.kravbro.submission.Netting.Said;
import dk.kravbro.submission.Netting.Told;
import dk.kravbro.submission.Netting.Unsent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NettingTest {

    private static final Told NOTHING = new Told(false, 0, "");
    private static final Long NO_REFUSAL = null;

    static Stream<Arguments> cases() {
        return Stream.of(
                arguments(
                        "a lone registration stays", NOTHING, said(7000), unsent(REGISTER, 7000), NO_REFUSAL, stays()),
                arguments(
                        "created and withdrawn is nothing",
                        NOTHING,
                        withdrawn(),
                        unsent(REGISTER, 7000, WITHDRAW, 7000),
                        NO_REFUSAL,
                        become()),
                arguments(
                        "created and raised is created with the new amount",
                        NOTHING,
                        said(12000),
                        unsent(REGISTER, 7000, WRITE_UP, 5000),
                        NO_REFUSAL,
                        become(REGISTER, 12000)),
                arguments(
                        "created and moved to another debtor is created with that one",
                        NOTHING,
                        new Said(false, 7000, "b"),
                        unsent(REGISTER, 7000, CHANGE_PARTY, 0),
                        NO_REFUSAL,
                        become(REGISTER, 7000)),
                arguments(
                        "three write-downs are one",
                        told(10000),
                        said(4000),
                        unsent(WRITE_DOWN, 1000, WRITE_DOWN, 2000, WRITE_DOWN, 3000),
                        NO_REFUSAL,
                        become(WRITE_DOWN, 6000)),
                arguments(
                        "up and down again is nothing",
                        told(10000),
                        said(10000),
                        unsent(WRITE_UP, 1000, WRITE_DOWN, 1000),
                        NO_REFUSAL,
                        become()),
                arguments(
                        "up, then further down, is down",
                        told(10000),
                        said(9000),
                        unsent(WRITE_UP, 1000, WRITE_DOWN, 2000),
                        NO_REFUSAL,
                        become(WRITE_DOWN, 1000)),
                arguments(
                        "lowered and withdrawn is withdrawn, with what FBS had last said was owed",
                        told(10000),
                        withdrawn(),
                        unsent(WRITE_DOWN, 2000, WITHDRAW, 8000),
                        NO_REFUSAL,
                        become(WITHDRAW, 8000)),
                arguments(
                        "another debtor and another amount stay two",
                        told(10000),
                        new Said(false, 12000, "b"),
                        unsent(CHANGE_PARTY, 0, WRITE_UP, 2000),
                        NO_REFUSAL,
                        stays()),
                arguments(
                        "to another debtor and back is nothing",
                        told(10000),
                        said(10000),
                        unsent(CHANGE_PARTY, 0, CHANGE_PARTY, 0),
                        NO_REFUSAL,
                        become()),
                arguments(
                        "a change behind a refused registration tells the claim anew",
                        NOTHING,
                        said(8000),
                        unsent(WRITE_UP, 1000),
                        1L,
                        become(REGISTER, 8000)),
                arguments(
                        "a withdrawal behind a refused registration is nothing",
                        NOTHING,
                        withdrawn(),
                        unsent(WITHDRAW, 7000),
                        1L,
                        become()),
                arguments(
                        "a change behind a refused write-down leads from what was told",
                        told(10000),
                        said(9500),
                        unsent(WRITE_UP, 500),
                        1L,
                        become(WRITE_DOWN, 500)),
                arguments(
                        "a lone change of a registered claim stays",
                        told(10000),
                        said(9000),
                        unsent(WRITE_DOWN, 1000),
                        NO_REFUSAL,
                        stays()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void what_cancels_out_never_travels(
            String name, Told told, Said said, List<Unsent> unsent, Long refused, Optional<List<Planned>> expected) {
        assertThat(Netting.replacement(told, said, unsent, refused)).isEqualTo(expected);
    }

    private static Told told(long ore) {
        return new Told(true, ore, "a");
    }

    private static Said said(long ore) {
        return new Said(false, ore, "a");
    }

    private static Said withdrawn() {
        return new Said(true, 0, "a");
    }

    private static List<Unsent> unsent(Object... kindsAndAmounts) {
        List<Unsent> list = new java.util.ArrayList<>();
        for (int i = 0; i < kindsAndAmounts.length; i += 2) {
            list.add(new Unsent(i, (DeliveryKind) kindsAndAmounts[i], ((Number) kindsAndAmounts[i + 1]).longValue()));
        }
        return list;
    }

    private static Optional<List<Planned>> stays() {
        return Optional.empty();
    }

    private static Optional<List<Planned>> become(Object... kindsAndAmounts) {
        return Optional.of(unsent(kindsAndAmounts).stream()
                .map(u -> new Planned(u.kind(), u.amountOre()))
                .toList());
    }
}
