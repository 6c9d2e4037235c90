-- The legal steps of a delivery, refused by the database itself when broken: whatever statement or person tries it.
-- The same table as DeliverySteps in the room submission; a test compares all pairs.
create function delivery_step_check() returns trigger language plpgsql as $$
begin
    if (old.state, new.state) not in (
        ('WAITING', 'DUE'), ('WAITING', 'NETTED'),
        ('DUE', 'QUEUED'), ('DUE', 'NETTED'), ('DUE', 'WAITING'),
        ('QUEUED', 'SENDING'), ('QUEUED', 'DUE'),
        ('SENDING', 'ACCEPTED'), ('SENDING', 'REFUSED'), ('SENDING', 'DUE'), ('SENDING', 'IN_DOUBT'),
        ('IN_DOUBT', 'ACCEPTED'), ('IN_DOUBT', 'REFUSED'), ('IN_DOUBT', 'DUE'), ('IN_DOUBT', 'ON_WORKLIST'))
    then
        raise exception 'delivery %: no step from % to %', old.id, old.state, new.state using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create trigger delivery_step before update of state on deliveries
    for each row when (old.state is distinct from new.state) execute function delivery_step_check();

-- Whether a refused delivery has been followed by a corrected one.
create unique index deliveries_corrects on deliveries (corrects) where corrects is not null;

-- State is in partial indexes, so updates are not HOT: leave room and vacuum early.
alter table deliveries set (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
