-- Who may deliver on the back channel for a municipality besides itself and the platform (docs/decisions/0021-back-channel-security.md).
create table municipality_senders (
    municipality_code text not null references municipalities (code),
    -- CVR number of the sender's certificate
    cvr text not null check (cvr ~ '^[0-9]{8}$'),
    primary key (municipality_code, cvr)
);
-- A message is first asked whether its sender is anybody's.
create index municipality_senders_cvr on municipality_senders (cvr);
