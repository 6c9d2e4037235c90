package dk.kravbro.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProblemTypeTest {

    @Test
    void names_and_statuses_that_callers_rely_on_stay_as_they_are() {
        assertThat(Arrays.stream(ProblemType.values()).map(type -> type.slug() + " " + type.status()))
                .containsExactly(
                        "malformed-json 400",
                        "empty-body 400",
                        "wrong-type 400",
                        "missing-field 400",
                        "misspelled-field 400",
                        "unknown-operation 400",
                        "parameter-invalid 400",
                        "url-mismatch 400",
                        "unknown-agency 404",
                        "out-of-range 422",
                        "text-length 422",
                        "unprintable-text 422",
                        "identity-in-text 422",
                        "contact-in-text 422",
                        "unknown-value 422",
                        "too-many-decimals 422",
                        "amount-not-positive 422",
                        "amount-too-large 422",
                        "impossible-date 422",
                        "date-before-1900 422",
                        "dates-contradict 422",
                        "bad-cpr 422",
                        "bad-cvr 422",
                        "bad-p-number 422",
                        "bad-gln 422",
                        "ambiguous-institution 422",
                        "too-many-guardians 422",
                        "too-many-materials 422",
                        "same-person-twice 422",
                        "does-not-belong 422",
                        "bad-identity 422",
                        "snapshot-incomplete 422",
                        "same-fee-twice 422",
                        "fee-unknown 404",
                        "batch-unknown 404",
                        "snapshot-unknown 404",
                        "municipality-unknown 404",
                        "version-conflict 409",
                        "version-outdated 409",
                        "precondition-failed 412",
                        "run-ended 409",
                        "run-not-held 409",
                        "released-by-you 409",
                        "fee-erased 410",
                        "snapshot-not-applicable 409",
                        "snapshot-counts-differ 409",
                        "snapshot-above-limit 409",
                        "fee-not-open 409",
                        "fee-cancelled 409",
                        "key-unknown 404",
                        "key-in-use 409",
                        "delivery-unknown 404",
                        "delivery-changed 409",
                        "delivery-found 409",
                        "call-unknown 404",
                        "reason-missing 400",
                        "reason-malformed 400",
                        "not-authenticated 401",
                        "not-allowed 403",
                        "client-not-admitted 403",
                        "client-unknown 404",
                        "client-proof-taken 409",
                        "clients-full 409",
                        "too-many-requests 429",
                        "not-found 404",
                        "method-not-allowed 405",
                        "not-acceptable 406",
                        "body-too-large 413",
                        "line-too-long 413",
                        "too-many-lines 413",
                        "batch-cut 400",
                        "unsupported-media-type 415",
                        "unsupported-encoding 415",
                        "bad-encoding 400",
                        "idempotency-key-missing 400",
                        "idempotency-key-malformed 400",
                        "idempotency-key-reused 422",
                        "still-running 409",
                        "unavailable 503",
                        "internal-error 500");
    }

    @Test
    void every_type_is_found_by_its_name_and_says_what_to_do() {
        assertThat(ProblemType.values()).allSatisfy(type -> {
            assertThat(ProblemType.withSlug(type.slug())).contains(type);
            assertThat(type.address()).isEqualTo("/api/problems/" + type.slug());
            assertThat(type.title()).isNotBlank().doesNotEndWith(".");
            assertThat(type.remedy()).endsWith(".");
        });
        assertThat(ProblemType.withSlug("nothing-of-the-kind")).isEmpty();
    }
}
