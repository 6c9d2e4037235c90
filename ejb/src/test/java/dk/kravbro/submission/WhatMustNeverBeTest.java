package dk.kravbro.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The database refuses what must never be, and keeps the flag of a claim in credit itself. */
class WhatMustNeverBeTest {

    private static final String ENTRY =
            "insert into claim_entries (id, claim_id, municipality_code, kind, amount_ore, effective_on, recorded_at)"
                    + " values (%d, 1, '0101', '%s', %d, '2026-11-20', now())";

    @BeforeEach
    void oneClaim() {
        TestDatabase.fresh();
        Claims.insert(1, "0101", 11, 7000);
        entry(1, "PRINCIPAL", 7000);
        Claims.deliver(1, 1, "0101", 1, "REGISTER", 7000, "ON_WORKLIST");
        TestDatabase.sql(
                "insert into delivery_attempts (id, delivery_id, slice_id, call_id, node, incarnation, started_at, ended_at, outcome)"
                        + " values (1, 1, 1, gen_random_uuid(), 'n', gen_random_uuid(), now(), now(), 'IN_DOUBT')");
        TestDatabase.sql("insert into audit_entries (at, actor, roles, purpose, action, subject)"
                + " values (now(), 'a', 'operator', 'p', 'read', 's')");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a second open delivery             | insert into deliveries select 2, claim_id, municipality_code, 2, 'WRITE_UP', 100, 2, 'DUE', '', '', null, null, null, null, null, null, 0, gen_random_uuid(), gen_random_uuid(), null, null, null, now(), null from deliveries | deliveries_one_open
            an unknown state                   | update deliveries set state = 'SENT'                                     | no step from
            a step that is no step             | update deliveries set state = 'QUEUED'                                   | no step from
            a new delivery in an unknown state | insert into deliveries (id, claim_id, municipality_code, sequence_no, kind, amount_ore, version, state, conversation_id, request_id, created_at) values (3, 1, '0101', 3, 'WRITE_UP', 1, 1, 'SENT', gen_random_uuid(), gen_random_uuid(), now()) | deliveries_state_check
            a write-up of nothing              | insert into deliveries (id, claim_id, municipality_code, sequence_no, kind, amount_ore, version, state, conversation_id, request_id, created_at) values (3, 1, '0101', 3, 'WRITE_UP', 0, 1, 'WAITING', gen_random_uuid(), gen_random_uuid(), now()) | deliveries_amount
            a change of party with an amount   | insert into deliveries (id, claim_id, municipality_code, sequence_no, kind, amount_ore, version, state, conversation_id, request_id, created_at) values (3, 1, '0101', 3, 'CHANGE_PARTY', 1, 1, 'WAITING', gen_random_uuid(), gen_random_uuid(), now()) | deliveries_amount
            an outcome nobody knows            | insert into delivery_attempts (id, delivery_id, slice_id, call_id, node, incarnation, started_at, outcome) values (2, 1, 1, gen_random_uuid(), 'n', gen_random_uuid(), now(), 'MAYBE') | delivery_attempts_outcome
            an attempt that ends twice         | update delivery_attempts set outcome = 'ACCEPTED'                        | is history
            a ledger line that changes         | update claim_entries set amount_ore = 1                                  | is history
            a version that said something else | update claim_versions set amount_ore = 1                                 | is history
            an audit entry that changes        | update audit_entries set actor = 'b'                                     | is history
            a claim that moves                 | update claims set municipality_code = '0751'                             | never change
            another fee                        | update claims set fee_id = 12                                            | never change
            a claim that forgets               | update claims set version = 0                                            | no way back
            a withdrawn claim with an amount   | update claims set withdrawn = true                                       | withdrawn_owe_nothing
            an amount below zero               | update claims set amount_ore = -1                                        | amount_ore_check
            a claim type nobody knows          | update claims set claim_type = 'FEE'                                     | claims_claim_type
            """)
    void is_refused(String what, String statement, String because) {
        assertThatThrownBy(() -> TestDatabase.sql(statement))
                .as(what)
                .hasRootCauseInstanceOf(java.sql.SQLException.class)
                .rootCause()
                .hasMessageContaining(because);
    }

    @Test
    void a_withdrawn_claim_never_comes_back() {
        TestDatabase.sql("update claims set withdrawn = true, amount_ore = 0");

        assertThatThrownBy(() -> TestDatabase.sql("update claims set withdrawn = false"))
                .rootCause()
                .hasMessageContaining("never comes back");
    }

    @Test
    void a_ledger_below_zero_is_flagged_and_no_longer_when_it_is_made_good() {
        assertThat(inCredit()).isEqualTo("f");
        entry(2, "COVERAGE", 7000);
        assertThat(inCredit()).isEqualTo("f");
        entry(3, "WRITE_DOWN", 1);
        assertThat(inCredit()).isEqualTo("t");
        entry(4, "WRITE_UP", 1);
        assertThat(inCredit()).isEqualTo("f");
        entry(5, "WRITE_OFF", 10);
        assertThat(inCredit()).isEqualTo("t");
        entry(6, "COVERAGE", -7000);
        assertThat(inCredit()).isEqualTo("f");
    }

    private static String inCredit() {
        return TestDatabase.value("select in_credit from claims");
    }

    private static void entry(long id, String kind, long ore) {
        TestDatabase.sql(ENTRY.formatted(id, kind, ore));
    }
}
