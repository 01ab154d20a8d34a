-- What drizzle-kit does not write: partitions, rights, functions, triggers, and rows of a new forum.

-- drizzle-kit knows no partitions, so the table is made anew. It is empty.
DROP TABLE "security_events";
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
-- Moderators' decisions are append-only, too.
REVOKE UPDATE, DELETE, TRUNCATE ON "moderation_actions" FROM CURRENT_USER;
--> statement-breakpoint
-- Counters of limits are lost in a crash, which only begins their windows anew; so they need no log.
ALTER TABLE "limits" SET UNLOGGED;
--> statement-breakpoint
-- A distribution of times is one long number, and many are summed up at once: plain, they need no unpacking.
ALTER TABLE "desk_days"
  ALTER COLUMN "answer_times" SET STORAGE PLAIN,
  ALTER COLUMN "resolution_times" SET STORAGE PLAIN;
--> statement-breakpoint
ALTER TABLE "desk_months"
  ALTER COLUMN "answer_times" SET STORAGE PLAIN,
  ALTER COLUMN "resolution_times" SET STORAGE PLAIN;
--> statement-breakpoint
-- Statistics of the desk are kept by day. Triggers note which days to sum up again.
CREATE FUNCTION "note_opened_tickets"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO desk_days_touched (day, topic)
  SELECT DISTINCT date_trunc('day', at, 'UTC'), topic
  FROM added CROSS JOIN LATERAL (VALUES (created_at), (first_answered_at), (resolved_at)) AS times (at)
  WHERE at IS NOT NULL;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION "note_changed_tickets"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO desk_days_touched (day, topic)
  WITH changed AS (
    SELECT o.id, o.topic <> n.topic AS moved, o.topic AS topic_before, n.topic AS topic_after,
      ARRAY[o.created_at, o.first_answered_at, o.resolved_at] AS times_before,
      ARRAY[n.created_at, n.first_answered_at, n.resolved_at] AS times_after
    FROM before_it AS o JOIN after_it AS n USING (id)
    WHERE (o.topic, o.state IN ('resolved', 'closed'), o.merged_into_id IS NULL, o.thread_id IS NULL,
        o.created_at, o.first_answered_at, o.resolved_at, o.paused_at, o.first_due_at, o.resolve_due_at)
      IS DISTINCT FROM
      (n.topic, n.state IN ('resolved', 'closed'), n.merged_into_id IS NULL, n.thread_id IS NULL,
        n.created_at, n.first_answered_at, n.resolved_at, n.paused_at, n.first_due_at, n.resolve_due_at))
  SELECT date_trunc('day', at, 'UTC'), topic_before
  FROM changed CROSS JOIN LATERAL unnest(times_before) AS at WHERE at IS NOT NULL
  UNION
  SELECT date_trunc('day', at, 'UTC'), topic_after
  FROM changed CROSS JOIN LATERAL unnest(times_after) AS at WHERE at IS NOT NULL
  UNION
  SELECT date_trunc('day', created_at, 'UTC'), topic
  FROM changed JOIN ticket_history ON ticket_id = changed.id
    CROSS JOIN LATERAL (VALUES (topic_before), (topic_after)) AS topics (topic)
  WHERE moved AND (kind = 'reopened' OR (kind = 'state' AND detail = 'resolved'));
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION "note_ticket_history"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO desk_days_touched (day, topic)
  SELECT DISTINCT date_trunc('day', added.created_at, 'UTC'), topic
  FROM added JOIN tickets ON tickets.id = ticket_id
  WHERE kind = 'reopened' OR (kind = 'state' AND detail = 'resolved');
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "tickets_opened" AFTER INSERT ON "tickets"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "note_opened_tickets"();--> statement-breakpoint
CREATE TRIGGER "tickets_changed" AFTER UPDATE ON "tickets"
  REFERENCING OLD TABLE AS before_it NEW TABLE AS after_it
  FOR EACH STATEMENT EXECUTE FUNCTION "note_changed_tickets"();--> statement-breakpoint
CREATE TRIGGER "ticket_history_added" AFTER INSERT ON "ticket_history"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "note_ticket_history"();--> statement-breakpoint
-- Harmless ones that a forum begins with: block explorers, and makers of operating systems.
INSERT INTO "allowed_hosts" ("host", "added_at") VALUES
  ('algo.surf', '2026-01-01T00:00:00Z'),
  ('aptoscan.com', '2026-01-01T00:00:00Z'),
  ('arbiscan.io', '2026-01-01T00:00:00Z'),
  ('archlinux.org', '2026-01-01T00:00:00Z'),
  ('basescan.org', '2026-01-01T00:00:00Z'),
  ('blockchain.com', '2026-01-01T00:00:00Z'),
  ('blockchair.com', '2026-01-01T00:00:00Z'),
  ('blockcypher.com', '2026-01-01T00:00:00Z'),
  ('blockscout.com', '2026-01-01T00:00:00Z'),
  ('blockstream.info', '2026-01-01T00:00:00Z'),
  ('bscscan.com', '2026-01-01T00:00:00Z'),
  ('btc.com', '2026-01-01T00:00:00Z'),
  ('cardanoscan.io', '2026-01-01T00:00:00Z'),
  ('consumer.huawei.com', '2026-01-01T00:00:00Z'),
  ('debian.org', '2026-01-01T00:00:00Z'),
  ('developer.android.com', '2026-01-01T00:00:00Z'),
  ('developer.apple.com', '2026-01-01T00:00:00Z'),
  ('dogechain.info', '2026-01-01T00:00:00Z'),
  ('etherscan.io', '2026-01-01T00:00:00Z'),
  ('explorer.aptoslabs.com', '2026-01-01T00:00:00Z'),
  ('explorer.solana.com', '2026-01-01T00:00:00Z'),
  ('fedoraproject.org', '2026-01-01T00:00:00Z'),
  ('filfox.info', '2026-01-01T00:00:00Z'),
  ('freebsd.org', '2026-01-01T00:00:00Z'),
  ('ftmscan.com', '2026-01-01T00:00:00Z'),
  ('hashscan.io', '2026-01-01T00:00:00Z'),
  ('kernel.org', '2026-01-01T00:00:00Z'),
  ('learn.microsoft.com', '2026-01-01T00:00:00Z'),
  ('lineascan.build', '2026-01-01T00:00:00Z'),
  ('livenet.xrpl.org', '2026-01-01T00:00:00Z'),
  ('mempool.space', '2026-01-01T00:00:00Z'),
  ('mi.com', '2026-01-01T00:00:00Z'),
  ('mintscan.io', '2026-01-01T00:00:00Z'),
  ('nearblocks.io', '2026-01-01T00:00:00Z'),
  ('oklink.com', '2026-01-01T00:00:00Z'),
  ('polygonscan.com', '2026-01-01T00:00:00Z'),
  ('redhat.com', '2026-01-01T00:00:00Z'),
  ('samsung.com', '2026-01-01T00:00:00Z'),
  ('scrollscan.com', '2026-01-01T00:00:00Z'),
  ('snowtrace.io', '2026-01-01T00:00:00Z'),
  ('solana.fm', '2026-01-01T00:00:00Z'),
  ('solscan.io', '2026-01-01T00:00:00Z'),
  ('source.android.com', '2026-01-01T00:00:00Z'),
  ('stellar.expert', '2026-01-01T00:00:00Z'),
  ('subscan.io', '2026-01-01T00:00:00Z'),
  ('suiscan.xyz', '2026-01-01T00:00:00Z'),
  ('suivision.xyz', '2026-01-01T00:00:00Z'),
  ('support.apple.com', '2026-01-01T00:00:00Z'),
  ('support.google.com', '2026-01-01T00:00:00Z'),
  ('support.huawei.com', '2026-01-01T00:00:00Z'),
  ('support.microsoft.com', '2026-01-01T00:00:00Z'),
  ('tokenview.io', '2026-01-01T00:00:00Z'),
  ('tonscan.org', '2026-01-01T00:00:00Z'),
  ('tonviewer.com', '2026-01-01T00:00:00Z'),
  ('tronscan.io', '2026-01-01T00:00:00Z'),
  ('tronscan.org', '2026-01-01T00:00:00Z'),
  ('ubuntu.com', '2026-01-01T00:00:00Z'),
  ('viewblock.io', '2026-01-01T00:00:00Z'),
  ('xrpscan.com', '2026-01-01T00:00:00Z');
--> statement-breakpoint
-- Topics of tickets with the facts they ask for.
INSERT INTO "desk_topics" ("key", "names", "form", "position", "created_at") VALUES
('account_access', '{"en": "Account access", "zh-CN": "账号登录", "zh-TW": "帳號登入"}', '[{"key": "account_id", "required": true}, {"key": "happened_at", "required": true}, {"key": "device", "required": false}, {"key": "steps", "required": false}]', 1, '2026-01-01T00:00:00Z'),
('verification', '{"en": "Identity verification", "zh-CN": "身份认证", "zh-TW": "身分驗證"}', '[{"key": "account_id", "required": true}, {"key": "happened_at", "required": false}, {"key": "device", "required": false}, {"key": "steps", "required": false}]', 2, '2026-01-01T00:00:00Z'),
('deposit_withdrawal', '{"en": "Deposits and withdrawals", "zh-CN": "充值与提现", "zh-TW": "入金與提領"}', '[{"key": "transaction_id", "required": true}, {"key": "network", "required": true}, {"key": "happened_at", "required": true}, {"key": "amount", "required": false}, {"key": "address", "required": false}, {"key": "account_id", "required": false}, {"key": "order_id", "required": false}]', 3, '2026-01-01T00:00:00Z'),
('trading', '{"en": "Trading", "zh-CN": "交易", "zh-TW": "交易"}', '[{"key": "order_id", "required": true}, {"key": "happened_at", "required": true}, {"key": "account_id", "required": false}, {"key": "amount", "required": false}, {"key": "steps", "required": false}]', 4, '2026-01-01T00:00:00Z'),
('api', '{"en": "API", "zh-CN": "API", "zh-TW": "API"}', '[{"key": "account_id", "required": true}, {"key": "endpoint", "required": true}, {"key": "happened_at", "required": true}, {"key": "steps", "required": false}]', 5, '2026-01-01T00:00:00Z'),
('security', '{"en": "Security", "zh-CN": "安全", "zh-TW": "安全"}', '[{"key": "account_id", "required": true}, {"key": "happened_at", "required": true}, {"key": "device", "required": false}, {"key": "address", "required": false}, {"key": "steps", "required": false}]', 6, '2026-01-01T00:00:00Z'),
('other', '{"en": "Other", "zh-CN": "其他", "zh-TW": "其他"}', '[{"key": "happened_at", "required": false}, {"key": "account_id", "required": false}, {"key": "device", "required": false}, {"key": "steps", "required": false}]', 7, '2026-01-01T00:00:00Z');
