CREATE SEQUENCE "public"."security_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "security_event_addresses" (
	"event_id" bigint PRIMARY KEY NOT NULL,
	"sealed" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "security_events" (
	"id" bigint DEFAULT nextval('security_events_id_seq') NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"kind" text NOT NULL,
	"actor_id" bigint NOT NULL,
	"subject_id" bigint,
	"browser" text NOT NULL,
	"network" text,
	"details" jsonb NOT NULL,
	CONSTRAINT "security_events_created_at_id_pk" PRIMARY KEY("created_at","id")
) PARTITION BY RANGE ("created_at");
--> statement-breakpoint
CREATE TABLE "unknown_sign_ins" (
	"minute" timestamptz(3) NOT NULL,
	"network" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "unknown_sign_ins_minute_network_pk" PRIMARY KEY("minute","network")
);
--> statement-breakpoint
CREATE INDEX "security_event_addresses_age" ON "security_event_addresses" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "security_events_id" ON "security_events" USING btree ("id");--> statement-breakpoint
CREATE INDEX "security_events_actor" ON "security_events" USING btree ("actor_id","created_at","id");--> statement-breakpoint
CREATE INDEX "security_events_subject" ON "security_events" USING btree ("subject_id","created_at","id");--> statement-breakpoint
CREATE INDEX "security_events_kind" ON "security_events" USING btree ("kind","created_at","id");--> statement-breakpoint
CREATE INDEX "security_events_network" ON "security_events" USING btree ("network","created_at","id");
--> statement-breakpoint
ALTER SEQUENCE "security_events_id_seq" OWNED BY "security_events"."id";
--> statement-breakpoint
-- Rows of a month that has no partition yet; `maintain_security_events` moves them into one.
CREATE TABLE "security_events_other" PARTITION OF "security_events" DEFAULT;
--> statement-breakpoint
-- Append-only: not even the forum's own role changes what happened. Partitions have rights of their own.
REVOKE UPDATE, DELETE, TRUNCATE ON "security_events", "security_events_other" FROM CURRENT_USER;
--> statement-breakpoint
CREATE FUNCTION add_security_events_month(month timestamp) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  partition text := 'security_events_' || to_char(month, 'YYYY_MM');
BEGIN
  IF to_regclass(partition) IS NOT NULL THEN RETURN; END IF;
  EXECUTE format('CREATE TABLE %I PARTITION OF security_events FOR VALUES FROM (%L) TO (%L)',
    partition, month AT TIME ZONE 'UTC', (month + interval '1 month') AT TIME ZONE 'UTC');
  EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM CURRENT_USER', partition);
END
$$;
--> statement-breakpoint
-- Moves rows out of the default partition, which nobody may delete from: a new one takes its place.
-- To detach it locks the table against everybody; LOCK TABLE would need the rights that are revoked.
CREATE FUNCTION sort_security_events_by_month() RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM security_events_other) THEN RETURN; END IF;
  ALTER TABLE security_events DETACH PARTITION security_events_other;
  ALTER TABLE security_events_other RENAME TO security_events_unsorted;
  PERFORM add_security_events_month(month) FROM (
    SELECT DISTINCT date_trunc('month', created_at AT TIME ZONE 'UTC') AS month
    FROM security_events_unsorted
  ) months;
  INSERT INTO security_events SELECT * FROM security_events_unsorted;
  DROP TABLE security_events_unsorted;
  CREATE TABLE security_events_other PARTITION OF security_events DEFAULT;
  REVOKE UPDATE, DELETE, TRUNCATE ON security_events_other FROM CURRENT_USER;
END
$$;
--> statement-breakpoint
-- Makes the partitions of this and the next two months and drops those that are over 400 days old. A
-- month is old by the server's clock too: whoever calls this cannot name a later time to drop more.
CREATE FUNCTION maintain_security_events(present timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  oldest timestamp := (least(present, now()) - interval '400 days') AT TIME ZONE 'UTC';
  partition text;
BEGIN
  PERFORM sort_security_events_by_month();
  FOR ahead IN 0..2 LOOP
    PERFORM add_security_events_month(
      date_trunc('month', present AT TIME ZONE 'UTC') + ahead * interval '1 month');
  END LOOP;
  FOR partition IN
    SELECT relname FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
    WHERE inhparent = 'security_events'::regclass AND relname ~ '^security_events_\d+_\d\d$'
      AND to_date(substr(relname, 17), 'YYYY_MM') + interval '1 month' <= oldest
  LOOP
    EXECUTE format('DROP TABLE %I', partition);
  END LOOP;
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION add_security_events_month(timestamp) FROM PUBLIC;
--> statement-breakpoint
REVOKE ALL ON FUNCTION sort_security_events_by_month() FROM PUBLIC;
--> statement-breakpoint
REVOKE ALL ON FUNCTION maintain_security_events(timestamptz) FROM PUBLIC;
--> statement-breakpoint
SELECT maintain_security_events(now());
--> statement-breakpoint
-- The log of looks at an e-mail address or IP is a part of this one.
INSERT INTO "security_events" ("created_at", "kind", "actor_id", "subject_id", "browser", "network", "details")
SELECT "created_at", CASE "field" WHEN 'email' THEN 'look.email' ELSE 'look.address' END, "actor_id",
  "user_id", '', NULL, jsonb_build_object('reason', "reason")
FROM "private_looks" ORDER BY "id";
--> statement-breakpoint
SELECT sort_security_events_by_month();
--> statement-breakpoint
DROP TABLE "private_looks" CASCADE;
