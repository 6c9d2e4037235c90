-- How fast a batch is dealt with, for who asks while it runs (docs/decisions/0026).
alter table fee_batches
    -- bytes of the text up to last_line
    add column bytes bigint not null default 0,
    -- when the request that works on it (or did last) began, and behind which line; null: from before this was kept
    add column working_since timestamptz,
    add column working_from int not null default 0;
