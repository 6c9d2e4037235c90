package dk.kravbro.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.launcher.demo.KravbroApi.RefusedLine;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final AnswersSent SENT = new AnswersSent(1, 1, new Figure(1, 60), Figure.NONE, 1);

    @Test
    void a_report_has_lines_refusals_and_municipalities() {
        Figure one = new Figure(1, 100);
        MoneyProof row = new MoneyProof(
                "0751",
                "DK-775100",
                1,
                100,
                40,
                one,
                one,
                Figure.NONE,
                Figure.NONE,
                Figure.NONE,
                Figure.NONE,
                new Figure(1, 60),
                Figure.NONE,
                1);
        StringWriter text = new StringWriter();

        new Report(
                        new LineCounts(3, 2, 1),
                        List.of(new RefusedLine(17, "/api/problems/amount", "/amount")),
                        List.of(row),
                        SENT)
                .write(text);

        assertThat(JsonHttp.parse(text.toString())).isEqualTo(JsonHttp.parse("""
                                {"lines":{"taken":3,"unchanged":2,"refused":1},
                                 "refused":[{"line":17,"type":"/api/problems/amount","pointer":"/amount"}],
                                 "municipalities":[{"kommunekode":"0751","agencyId":"DK-775100","claims":1,"fbsOre":100,
                                  "outstandingOre":40,
                                  "deliveries":{"received":{"count":1,"ore":100},"accepted":{"count":1,"ore":100},
                                   "refused":{"count":0,"ore":0},"netted":{"count":0,"ore":0},
                                   "waiting":{"count":0,"ore":0},"inDoubt":{"count":0,"ore":0}},
                                  "answers":{"coverage":{"count":1,"ore":60},"writeOff":{"count":0,"ore":0},
                                   "accountStatus":{"count":1}}}]}"""));
    }

    @Test
    void answers_that_were_sent_and_do_not_show_are_a_fault() {
        Report report = new Report(LineCounts.NONE, List.of(), List.of(), SENT);

        assertThat(report.faults())
                .hasSize(2)
                .anySatisfy(fault -> assertThat(fault).startsWith("coverages sent"))
                .anySatisfy(fault -> assertThat(fault).startsWith("account changes sent"));
    }

    @Test
    void a_message_without_a_receipt_is_a_fault() {
        AnswersSent sent = new AnswersSent(2, 1, Figure.NONE, Figure.NONE, 0);

        assertThat(new Report(LineCounts.NONE, List.of(), List.of(), sent).faults())
                .containsExactly("2 messages were sent back, 1 got a receipt");
    }
}
