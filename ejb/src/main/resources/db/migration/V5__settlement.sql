-- A status that was delayed on its way must not overwrite a younger one: the day it counts from stands beside it.
alter table claims add column account_status_on date;

-- A status has no ledger line to carry its key, so its event does: a copied notice is dropped by the database.
alter table events add column notice_key text;
create unique index events_notice on events (notice_key) where notice_key is not null;
