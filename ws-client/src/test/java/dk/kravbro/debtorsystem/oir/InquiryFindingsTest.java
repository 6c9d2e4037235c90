package dk.kravbro.debtorsystem.oir;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.debtorsystem.InquiryAnswer.Finding;
import dk.kravbro.debtorsystem.oir.contract.DebitorregistreringType;
import dk.kravbro.debtorsystem.oir.contract.ResultatType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an inquiry's answer says of each request that was asked about. */
class InquiryFindingsTest {

    private static final UUID A = UUID.randomUUID();
    private static final UUID B = UUID.randomUUID();
    private static final Finding FOUND = new Finding.Found("KV", "DK-710100-1", OptionalLong.of(7000));

    private static DebitorregistreringType said(UUID id, ResultatType result) {
        DebitorregistreringType said = new DebitorregistreringType();
        said.setRequestId(id.toString());
        said.setResultat(result);
        return said;
    }

    private static DebitorregistreringType found(UUID id) {
        DebitorregistreringType found = said(id, ResultatType.FUNDET);
        found.setKvitteringId("KV");
        found.setFordringReference("DK-710100-1");
        found.setBeloeb(new BigDecimal("70.00"));
        return found;
    }

    @Test
    void the_same_thing_said_twice_counts_once() {
        assertThat(ContractMapping.findings(List.of(found(A), found(A), said(B, ResultatType.UKENDT)), List.of(A, B)))
                .isEqualTo(Map.of(A, FOUND, B, new Finding.NotFound()));
    }

    @Test
    void different_things_said_of_one_request_contradict() {
        assertThat(ContractMapping.findings(List.of(found(A), said(A, ResultatType.UKENDT)), List.of(A)))
                .isEqualTo(Map.of(A, new Finding.Contradictory(List.of(FOUND, new Finding.NotFound()))));
    }

    @Test
    void unknown_beside_a_finding_that_cannot_be_read_is_not_taken_for_unknown() {
        assertThat(ContractMapping.findings(
                        List.of(said(A, ResultatType.FUNDET), said(A, ResultatType.UKENDT)), List.of(A)))
                .isEqualTo(Map.of(A, new Finding.Contradictory(List.of(new Finding.NotFound()))));
    }

    @Test
    void what_was_not_asked_for_or_says_nothing_is_left_out() {
        assertThat(ContractMapping.findings(List.of(found(A), found(B)), List.of(A)))
                .isEqualTo(Map.of(A, FOUND));
        assertThat(ContractMapping.findings(List.of(said(A, ResultatType.FUNDET)), List.of(A)))
                .isNull();
    }
}
