-- How far a batch has come, so that a repeat with the same key goes on where an interrupted one stopped.
alter table fee_batches
    -- the last line of the text whose result is committed; who commits a chunk fences by it
    add column last_line int not null default 0,
    -- hash of the text up to that line: each line's hash is made of the hash before it and the line
    add column line_hash text not null default '',
    -- null: interrupted or ended, nobody is at work
    add column progressed_at timestamptz;

-- All problems of a refused line; problem_type, pointer and detail are those of the first.
alter table fee_batch_lines add column problems jsonb;

create index idempotency_keys_location on idempotency_keys (location) where location is not null;
