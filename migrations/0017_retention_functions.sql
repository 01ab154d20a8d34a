-- Tickets closed before there were terms keep their details for another thirty days at least, so that
-- holds can be placed.
UPDATE "tickets" SET "retention_term" = 'ticket_details',
  "retained_from" = greatest("closed_at", now() - interval '150 days')
WHERE "state" = 'closed' AND "merged_into_id" IS NULL AND "closed_at" IS NOT NULL;
--> statement-breakpoint
-- Makes the partitions of this and the next two months.
CREATE OR REPLACE FUNCTION maintain_security_events(present timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM sort_security_events_by_month();
  FOR ahead IN 0..2 LOOP
    PERFORM add_security_events_month(
      date_trunc('month', present AT TIME ZONE 'UTC') + ahead * interval '1 month');
  END LOOP;
END
$$;
--> statement-breakpoint
-- Drops the months that ended before this time, and returns how many events they held. A month is a
-- year old by the server's clock too: whoever calls this cannot name a later time to drop more.
CREATE FUNCTION drop_security_events(before timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  oldest timestamp := least(before, now() - interval '365 days') AT TIME ZONE 'UTC';
  partition text;
  held bigint;
  dropped bigint := 0;
BEGIN
  PERFORM sort_security_events_by_month();
  FOR partition IN
    SELECT relname FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
    WHERE inhparent = 'security_events'::regclass AND relname ~ '^security_events_\d+_\d\d$'
      AND to_date(substr(relname, 17), 'YYYY_MM') + interval '1 month' <= oldest
  LOOP
    EXECUTE format('SELECT count(*) FROM %I', partition) INTO held;
    EXECUTE format('DROP TABLE %I', partition);
    dropped := dropped + held;
  END LOOP;
  RETURN dropped;
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION drop_security_events(timestamptz) FROM PUBLIC;
