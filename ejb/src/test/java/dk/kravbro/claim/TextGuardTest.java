package dk.kravbro.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextGuardTest {

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                // identity numbers, however they are spelled
                "0101801234 | IDENTITY",
                "010180-1234 | IDENTITY",
                "010180 1234 | IDENTITY",
                "Lån til 0101801234 igen | IDENTITY",
                "cpr0101801234 | IDENTITY",
                "CPR:010180-1234. | IDENTITY",
                "til0101801234 | IDENTITY",
                "010180--1234 | IDENTITY",
                "010180 - 1234 | IDENTITY",
                "01 01 80 1234 | IDENTITY",
                "01-01-80-1234 | IDENTITY",
                "01.01.80-1234 | IDENTITY",
                "01/01/80 1234 | IDENTITY",
                "0101 80 1234 | IDENTITY",
                "01 01 80 12 34 | IDENTITY",
                "01018 01234 | IDENTITY",
                "0 1 0 1 8 0 1 2 3 4 | IDENTITY",
                "0-1-0-1-8-0-1-2-3-4 | IDENTITY",
                "0.1.0.1.8.0.1.2.3.4 | IDENTITY",
                "010180_1234 | IDENTITY",
                "010180*1234 | IDENTITY",
                "(010180) 1234 | IDENTITY",
                "01011980-1234 | IDENTITY",
                "01.01.1980-1234 | IDENTITY",
                "01-01-2012-34 | IDENTITY",
                "010180–1234 | IDENTITY",
                "010180−1234 | IDENTITY",
                "010180\u00a01234 | IDENTITY",
                "010180\u200b1234 | IDENTITY",
                "0101\u00ad80-12\u200d34 | IDENTITY",
                "０１０１８０-１２３４ | IDENTITY",
                "٠١٠١٨٠-١٢٣٤ | IDENTITY",
                "①①①①⑧⑥①②③④ | IDENTITY",
                "O1O18O-1234 | IDENTITY",
                "OIOI80-I234 | IDENTITY",
                "o1o18o-l234 | IDENTITY",
                "OI OI 80 1234 | IDENTITY",
                "0101ОO-1234 | IDENTITY",
                "født 010180 løbenr. 1234 | IDENTITY",
                "010180 og så 1234 | IDENTITY",
                "01.01.80 slutter på 1234 | IDENTITY",
                // substitutes
                "610180-1234 | IDENTITY",
                "9112991234 | IDENTITY",
                "61 01 80 12 34 | IDENTITY",
                "010180-12AB | IDENTITY",
                "010180-ABCD | IDENTITY",
                "010180AB12 | IDENTITY",
                "010180 1A2B | IDENTITY",
                "01.01.80-12ab | IDENTITY",
                // e-mail
                "Skriv til a.b@example.dk | E_MAIL",
                "a.b @ example.dk | E_MAIL",
                "bjørn@bøger.dk | E_MAIL",
                "mette(a)example.dk | E_MAIL",
                "a.b＠example.dk | E_MAIL",
                "mette (at) example.dk | E_MAIL",
                "mette[at]example dot dk | E_MAIL",
                "mette at example dot dk | E_MAIL",
                "mette snabel-a example.dk | E_MAIL",
                // telephone
                "tlf 23456789 | TELEPHONE",
                "tlf. 23 45 67 89 | TELEPHONE",
                "Tlf.nr.: 2345 6789 | TELEPHONE",
                "Mobil: 23456789 | TELEPHONE",
                "ring til 23456789 | TELEPHONE",
                "Ring +45 23 45 67 89 | TELEPHONE",
                "+4523456789 | TELEPHONE",
                "0045 23456789 | TELEPHONE",
                "+46 70 123 45 67 | TELEPHONE",
                "23 45 67 89 | TELEPHONE",
                "23.45.67.89 | TELEPHONE",
                "spørg på 23-45-67-89 igen | TELEPHONE",
                "２３ ４５ ６７ ８９ | TELEPHONE",
                // several at once
                "Lån til 010180-1234 tlf 23456789 | IDENTITY TELEPHONE",
                "010180-1234, a@example.dk | IDENTITY E_MAIL",
            })
    void what_must_not_travel_is_found(String text, String findings) {
        assertThat(said(text)).isEqualTo(findings);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Gebyr (for sent)",
                "Erstatning",
                "Gebyr for overskredet lånetid, afleveringsfrist 16.10.2026",
                "afleveringsfrist 16.10.2026, 20 kr.",
                "afleveringsfrist 16.10.2026, 14 dage",
                "afleveringsfrist 16-10-2026, afleveret 19-10-2026",
                "01.10.2026-16.10.2026",
                "01.10.26-16.10.26",
                "01.10.26, 16.10.26",
                "fra 1/10/26 til 16/10/26",
                "2026-10-01 2026-10-16",
                "16.10.26 gebyr for 2026",
                "Afleveret 16.10.26 kl. 1430",
                "Afleveret 161026 kl. 1430",
                "Lånt 161026, pris 1250 kr.",
                "1-7 dage: 20/10; 8-14 dage: 60/30; over 30 dage: 230/120",
                "Mere end 30 dage: 1.230,50 kr.",
                "Årgang 2025-2026",
                "2026 nr. 12",
                "1998/99 bind 10-12",
                "Bind II, 2. udgave 1999",
                "Film DVD",
                "FAUST 42670158",
                "42670158",
                "ISBN 978-87-02-12345-6",
                "9788702123456",
                "87-02-12345-6",
                "GLN 5798000000001",
                "Eksemplar 4996901420",
                "Nummer 3213801234",
                "Nummer 0100991234",
                "110000013",
                "0101 0102 0103",
                "Taxa 4x35",
                "3 stk. à 120,50",
                "Lån @ biblioteket",
                "Litra (a) stk. 2",
                "Bind 1 (a) og (b)",
                "Il Postino (1994)",
                "OIOI",
                "10 I 12 O 14",
                "DK-710100-110000013",
                "Mette Testrup",
                "A/S af 1. januar 1990",
                "Kanal 2 & 3",
                "Windows 95 98 2000",
                "Sammen at lære dot og prik",
            })
    void what_looks_like_it_and_is_not_may_travel(String text) {
        assertThat(said(text)).isEmpty();
    }

    @Test
    void a_number_is_found_wherever_blanks_dashes_and_dots_are_put_between_its_digits() {
        Random random = new Random(20261128);
        String[] marks = {"", "", "", " ", "-", ".", "/", " - ", "–", "\u200b"};
        for (int i = 0; i < 5_000; i++) {
            int day = (random.nextBoolean() ? 0 : 60) + 1 + random.nextInt(28);
            String number = String.format(
                    "%02d%02d%02d%04d", day, 1 + random.nextInt(12), random.nextInt(100), random.nextInt(10_000));
            StringBuilder spelled = new StringBuilder("Lån ");
            // Between day, month, year and the last four; after a year that could be one with four digits nothing else.
            for (int at : new int[] {2, 4, 6, 10}) {
                int from = at == 10 ? 6 : at - 2;
                spelled.append(number, from, at).append(at == 10 ? "" : marks[random.nextInt(marks.length)]);
            }
            assertThat(TextGuard.findings(spelled + " igen"))
                    .as("%d: %s", i, spelled)
                    .contains(TextGuard.Finding.IDENTITY);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Lån til Jens | true",
                "Lån til TESTRUP, J. | true",
                "Lån ved jens-ole | true",
                "Lån til Je\u0301ns | false",
                "Gebyr for overskredet lånetid | false",
                "Testrups bog | false",
                "Film DVD af 2026 | false",
            })
    void a_word_of_a_name_is_found(String text, boolean found) {
        assertThat(TextGuard.holdsName(text, List.of("Jens af Testrup", "Ole"))).isEqualTo(found);
    }

    private static String said(String text) {
        Set<TextGuard.Finding> findings = TextGuard.findings(text);
        return findings.stream().map(Enum::name).collect(Collectors.joining(" "));
    }
}
