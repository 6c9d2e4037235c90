-- A made-up autumn for looking at the pages and for testing the figures: Aarhus (0751) in good order, København (0101)
-- with refusals, doubts and a parked answer, Odense (0461) that is not live yet. Nobody in it exists.
-- Every number follows from the row's own number, so that the seed is the same each time.
set search_path = kravbro;

update municipalities set live_on = date '2026-11-01', debtor_system = 'OPUS', changed_by = 'drift' where code = '0751';
update municipalities set live_on = date '2026-10-01', changed_by = 'drift' where code = '0101';
update municipalities set live_on = date '2026-12-01', debtor_system = 'PRISME', changed_by = 'drift' where code = '0461';

-- Three nights of runs.
insert into submission_runs (municipality_code, slot, trigger, requested_by, node, incarnation, started_at, ended_at, result)
select m, night + interval '1 hour', 'TIMER', 'kravbro', 'n1', '00000000-0000-0000-0000-000000000001'::uuid,
       night + interval '1 hour 2 second', night + interval '1 hour 4 minute', 'DONE'
from (values ('0101'), ('0751')) c (m),
     generate_series(timestamptz '2026-11-21 00:00+00', timestamptz '2026-11-23 00:00+00', interval '1 day') night
union all
select '0101', timestamptz '2026-11-22 12:30+00', 'MANUAL', 'drift', 'n1', '00000000-0000-0000-0000-000000000001'::uuid,
       timestamptz '2026-11-22 12:30:01+00', timestamptz '2026-11-22 12:31:40+00', 'DONE'
order by 2, 1;

create temp table seed as
select i,
       (array['0101', '0751', '0461'])[1 + (i % 10 >= 6)::int + (i % 10 = 9)::int] as m,
       case when i % 7 = 3 then 31875 + (i % 13) * 1050 else (array[2000, 7000, 12000, 23000, 1000])[1 + i % 5] end as ore,
       i % 7 = 3 as lost,
       case i % 29 when 5 then 'CVR' when 11 then 'P_NUMBER' else 'CPR' end as kind,
       (array['Anne', 'Mette', 'Karim', 'Søren', 'Åse', 'Fatima', 'Jens', 'Maja', 'Peter', 'Ørnulf', 'Sofie', 'Ida'])[1 + i % 12]
           || ' ' || (array['Nielsen', 'Hansen', 'Østergaard', 'Thygesen', 'Ågård', 'Møller', 'Sørensen'])[1 + (i / 3) % 7] as person,
       timestamptz '2026-11-20 08:00+00' + (i % 60) * interval '61 minute' as at
from generate_series(1, 700) i;

-- People are sealed, which no database can do: SeededAutumn puts them in, from the table below.
create temp table seeded_people as
select i, 'DK-7' || substr(m, 2) || '00-' || (110000000 + i) as reference, kind,
       case kind when 'CVR' then '35209115' when 'P_NUMBER' then '1003295478'
         else to_char(1 + i % 28, 'FM00') || to_char(1 + i % 12, 'FM00') || to_char(50 + i % 50, 'FM00') || to_char(1000 + (i / 2) * 7, 'FM0000') end as identity,
       case kind when 'CVR' then 'Fjordens Bogcafé ApS' when 'P_NUMBER' then 'Børnehaven Solsikken' else person end as name,
       case when lost then 'Erstatning for 1 materiale' else 'Gebyr for sen aflevering af 2 materialer' end as description,
       case when i % 17 = 0 and kind = 'CPR' then '[{"kind":"CPR"}]' else '[]' end as guardians
from seed;

insert into claims (id, municipality_code, agency_id, fee_id, version, claim_type, amount_ore, withdrawn,
                    debtor, debtor_key, name_key, account_status, created_at, changed_at)
select i, m, 'DK-7' || substr(m, 2) || '00', 110000000 + i, 1,
       case when lost then 'COMPENSATION_UNACKNOWLEDGED' else 'LATE_FEE' end, ore, false,
       '', '', '', null, at, at
from seed;

insert into claim_versions (claim_id, version, said_at, said_by, claim_type, amount_ore, withdrawn, reason, incurred_on, due_on, period_from, period_to, said)
select i, 1, at, 'fbs', case when lost then 'COMPENSATION_UNACKNOWLEDGED' else 'LATE_FEE' end, ore, false,
       case when lost then 'Erstatning' else 'Gebyr (for sent)' end, (at - interval '20 day')::date, (at + interval '12 day')::date,
       (at - interval '50 day')::date, (at - interval '20 day')::date, ''
from seed;

insert into claim_entries (id, claim_id, municipality_code, kind, amount_ore, effective_on, recorded_at, fbs_version)
select i, i, m, 'PRINCIPAL', ore, at::date, at, 1 from seed;

-- First deliveries.
create temp table first_told as
select i, m, ore, at,
       case when m = '0461' then 'WAITING'
            when i % 11 = 4 then 'NETTED'
            when m = '0101' and i % 83 = 7 then 'REFUSED'
            when m = '0101' and i % 97 = 15 then 'IN_DOUBT'
            when m = '0101' and i = 145 then 'ON_WORKLIST'
            when m = '0101' and at > timestamptz '2026-11-22 14:00+00' and i % 3 = 0 then 'DUE'
            else 'ACCEPTED' end as state
from seed;
insert into deliveries (id, claim_id, municipality_code, sequence_no, kind, amount_ore, version, state, reason, reason_text, run_id,
                        queued_at, attempts, conversation_id, request_id, receipt, created_at, settled_at)
select i, i, m, 1, 'REGISTER', ore, 1, state,
       case state when 'WAITING' then 'GO_LIVE' when 'IN_DOUBT' then 'ANSWER_TIMED_OUT' when 'ON_WORKLIST' then 'DIFFERS'
                  when 'REFUSED' then (array['F-2104', 'F-1187'])[1 + i % 2] else '' end,
       case when state = 'REFUSED' then (array['Skyldneren findes ikke i kommunens debitorsystem', 'Fordringen er ældre end forældelsesfristen'])[1 + i % 2] else '' end,
       case when state in ('ACCEPTED', 'REFUSED', 'IN_DOUBT', 'ON_WORKLIST') then r.id end,
       case when state in ('ACCEPTED', 'REFUSED', 'IN_DOUBT', 'ON_WORKLIST') then r.started_at end,
       case when state in ('ACCEPTED', 'REFUSED', 'IN_DOUBT', 'ON_WORKLIST') then 1 else 0 end,
       gen_random_uuid(), gen_random_uuid(), case when state = 'ACCEPTED' then 'KV-' || (884000 + i) end, at,
       case when state in ('ACCEPTED', 'REFUSED') then r.started_at + (i % 200) * interval '1 second'
            when state = 'NETTED' then at + interval '1 minute' end
from first_told f
left join lateral (select id, started_at from submission_runs r where r.municipality_code = f.m and r.started_at > f.at
                   order by started_at limit 1) r on true;

insert into delivery_attempts (id, delivery_id, slice_id, call_id, node, incarnation, started_at, ended_at, outcome, detail)
select id, id, run_id, gen_random_uuid(), 'n1', '00000000-0000-0000-0000-000000000001'::uuid, queued_at, coalesce(settled_at, queued_at + interval '30 second'),
       case state when 'ON_WORKLIST' then 'IN_DOUBT' else state end, ''
from deliveries where state in ('ACCEPTED', 'REFUSED', 'IN_DOUBT', 'ON_WORKLIST') and run_id is not null;

-- What cancelled out before it left: taken back at once.
insert into claim_versions (claim_id, version, said_at, said_by, claim_type, amount_ore, withdrawn, reason, incurred_on, due_on, period_from, period_to, said)
select v.claim_id, 2, v.said_at + interval '1 minute', 'fbs', v.claim_type, 0, true, 'Afleveret', v.incurred_on, v.due_on,
       v.period_from, v.period_to, v.said
from claim_versions v join deliveries d on d.claim_id = v.claim_id and d.state = 'NETTED';
insert into claim_entries (id, claim_id, municipality_code, kind, amount_ore, effective_on, recorded_at, fbs_version)
select 10000 + c.id, c.id, c.municipality_code, 'WITHDRAWAL', c.amount_ore, date '2026-11-22', c.changed_at + interval '1 minute', 2
from claims c join deliveries d on d.claim_id = c.id and d.state = 'NETTED';
insert into deliveries (id, claim_id, municipality_code, sequence_no, kind, amount_ore, version, state, conversation_id, request_id, created_at, settled_at)
select 10000 + d.id, d.claim_id, d.municipality_code, 2, 'WITHDRAW', d.amount_ore, 2, 'NETTED', gen_random_uuid(), gen_random_uuid(), d.settled_at, d.settled_at
from deliveries d where d.state = 'NETTED' and d.kind = 'REGISTER';
update claims set amount_ore = 0, withdrawn = true, version = 2, changed_at = changed_at + interval '1 minute'
where id in (select claim_id from deliveries where state = 'NETTED');

-- Compensation that fell when the book came back: written down, and told the next night.
insert into claim_versions (claim_id, version, said_at, said_by, claim_type, amount_ore, withdrawn, reason, incurred_on, due_on, period_from, period_to, said)
select v.claim_id, 2, v.said_at + interval '25 hour', 'fbs', v.claim_type, 23000, false, v.reason, v.incurred_on, v.due_on,
       v.period_from, v.period_to, v.said
from claim_versions v join deliveries d on d.claim_id = v.claim_id and d.state = 'ACCEPTED'
where v.amount_ore > 30000 and v.claim_id % 2 = 0;
insert into claim_entries (id, claim_id, municipality_code, kind, amount_ore, effective_on, recorded_at, fbs_version)
select 20000 + c.id, c.id, c.municipality_code, 'WRITE_DOWN', c.amount_ore - 23000, date '2026-11-22', v.said_at, 2
from claims c join claim_versions v on v.claim_id = c.id and v.version = 2 and v.amount_ore = 23000;
insert into deliveries (id, claim_id, municipality_code, sequence_no, kind, amount_ore, version, state, run_id, queued_at, attempts, conversation_id,
                        request_id, receipt, created_at, settled_at)
select 20000 + c.id, c.id, c.municipality_code, 2, 'WRITE_DOWN', c.amount_ore - 23000, 2,
       case when r.id is null then 'DUE' else 'ACCEPTED' end, r.id, r.started_at, case when r.id is null then 0 else 2 end, gen_random_uuid(), gen_random_uuid(),
       case when r.id is not null then 'KV-' || (990000 + c.id) end, v.said_at, r.started_at + interval '71 second'
from claims c join claim_versions v on v.claim_id = c.id and v.version = 2 and v.amount_ore = 23000
left join lateral (select id, started_at from submission_runs r where r.municipality_code = c.municipality_code and r.started_at > v.said_at
                   order by started_at limit 1) r on true;
insert into delivery_attempts (id, delivery_id, slice_id, call_id, node, incarnation, started_at, ended_at, outcome, detail)
select id + 100000 * n, id, run_id, gen_random_uuid(), 'n1', '00000000-0000-0000-0000-000000000001'::uuid, queued_at + n * interval '35 second',
       queued_at + n * interval '35 second' + interval '1 second', case n when 1 then 'DUE' else 'ACCEPTED' end, ''
from deliveries, generate_series(1, 2) n where kind = 'WRITE_DOWN' and state = 'ACCEPTED';
update claims set amount_ore = 23000, version = 2, changed_at = v.said_at
from claim_versions v where v.claim_id = claims.id and v.version = 2 and v.amount_ore = 23000;

-- What came back: whole payments, parts, a write-off now and then, and what became of the account.
insert into claim_entries (id, claim_id, municipality_code, kind, amount_ore, effective_on, recorded_at, notice_key, detail)
select 30000 + c.id, c.id, c.municipality_code, case when c.id % 31 = 2 then 'WRITE_OFF' else 'COVERAGE' end,
       case when c.id % 4 = 1 then c.amount_ore / 2 else c.amount_ore end, date '2026-11-23', timestamptz '2026-11-23 05:10+00' + c.id * interval '2 second',
       c.municipality_code || ':N' || c.id, case when c.id % 31 = 2 then 'FORAELDELSE' else (array['PAYMENT', 'PAYMENT', 'SET_OFF'])[1 + c.id % 3] end
from claims c join deliveries d on d.claim_id = c.id and d.kind = 'REGISTER' and d.state = 'ACCEPTED'
where c.id % 3 <> 0 and c.amount_ore > 0;
update claims c set changed_at = e.recorded_at from claim_entries e where e.claim_id = c.id and e.kind in ('COVERAGE', 'WRITE_OFF');
insert into events (municipality_code, claim_id, kind, at, actor, detail)
select municipality_code, id, 'ACCOUNT_STATUS', changed_at + interval '3 second', 'debtorsystem', case when id % 5 = 0 then 'AT_ENFORCEMENT' else 'CLOSED' end
from claims where id % 9 = 1 and changed_at > timestamptz '2026-11-23 05:00+00';
update claims c set account_status = v.detail from events v where v.claim_id = c.id;

insert into settlement_messages (municipality_cvr, message_id, sender, raw, raw_hash, received_at, state, settled_at)
select cvr, 'M-1', 'simulator', '<x/>', 'h', timestamptz '2026-11-23 05:32+00', 'APPLIED', timestamptz '2026-11-23 05:32+00'
from municipalities where code in ('0101', '0751');
insert into parked_notices (municipality_code, message_id, notice_key, claim_reference, kind, amount_ore, value_on, reason, parked_at)
select '0101', id, '0101:N-x', 'DK-710100-990000001', 'COVERAGE', 7000, date '2026-11-22', 'UNKNOWN_CLAIM', timestamptz '2026-11-23 05:32+00'
from settlement_messages where municipality_cvr = '64942212';
