-- Raw messages kept sealed, and what support needs of a call (docs/decisions/0023-data-keys.md, 0024-message-archive.md).

-- The data keys that anything here may be sealed with: a node whose key under a number does not open its proof, or that
-- lacks a number, does not start. A number goes when nothing is sealed with it any more.
create table data_keys (
    number smallint primary key check (number between 1 and 255),
    proof bytea not null
);
