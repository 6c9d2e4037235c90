package dk.kravbro.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MoneyProofTest {

    private static final String ROW = """
            {"kommunekode":"0101","agencyId":"DK-710100","claims":3,"fbsOre":10000,"outstandingOre":%d,
             "deliveries":{"received":{"count":5,"ore":12000},"accepted":{"count":%d,"ore":9000},
              "refused":{"count":1,"ore":1000},"netted":{"count":1,"ore":2000},
              "waiting":{"count":%d,"ore":0},"inDoubt":{"count":%d,"ore":0}},
             "answers":{"coverage":{"count":1,"ore":2500},"writeOff":{"count":1,"ore":500},"accountStatus":{"count":2}}}""";

    private static MoneyProof row(long outstandingOre, int accepted, int waiting, int inDoubt) {
        return MoneyProof.of(JsonHttp.parse(ROW.formatted(outstandingOre, accepted, waiting, inDoubt))
                .asJsonObject());
    }

    @Test
    void a_row_that_adds_up_has_no_faults() {
        assertThat(row(7000, 3, 0, 0).faults()).isEmpty();
    }

    @Test
    void a_delivery_that_is_nowhere_is_a_fault() {
        assertThat(row(7000, 2, 0, 0).faults()).singleElement().asString().contains("0101", "received");
    }

    @Test
    void an_outstanding_sum_that_does_not_follow_is_a_fault() {
        assertThat(row(7001, 3, 0, 0).faults()).singleElement().asString().contains("outstanding 7001", "7000");
    }

    @Test
    void what_waits_or_is_in_doubt_is_left_over_even_if_the_row_adds_up() {
        assertThat(row(7000, 2, 1, 0).faults()).singleElement().asString().contains("wait");
        assertThat(row(7000, 2, 0, 1).faults()).singleElement().asString().contains("doubt");
    }

    @Test
    void a_row_is_written_as_it_was_read() {
        JsonObject read = JsonHttp.parse(ROW.formatted(7000, 3, 0, 0)).asJsonObject();

        assertThat(MoneyProof.of(read).toJson()).isEqualTo(read);
    }

    @Test
    void the_total_is_the_sum_of_the_rows() {
        MoneyProof total = MoneyProof.total(List.of(row(7000, 3, 0, 0), row(7000, 3, 0, 0)));

        assertThat(total.received()).isEqualTo(new Figure(10, 24_000));
        assertThat(total.outstandingOre()).isEqualTo(14_000);
        assertThat(total.accountStatuses()).isEqualTo(4);
        assertThat(total.faults()).isEmpty();
    }

    @Test
    void the_table_shows_kroner_the_danish_way_and_says_which_row_does_not_add_up() {
        String table = MoneyProofTable.of(
                List.of(row(7000, 3, 0, 0), row(7000, 2, 0, 0)), Map.of("0101", "Københavns Kommune"));

        assertThat(table).contains("0101 Københavns", "120,00", "2 municipalities", "240,00");
        assertThat(table.lines().filter(line -> line.endsWith("yes"))).hasSize(1);
        assertThat(table.lines().filter(line -> line.endsWith("NO"))).hasSize(2);
        assertThat(MoneyProofTable.kroner(123_456_705)).isEqualTo("1.234.567,05");
        assertThat(MoneyProofTable.kroner(-5)).isEqualTo("-0,05");
    }
}
