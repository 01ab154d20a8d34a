CREATE TABLE "approvals" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "approvals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"subject" jsonb NOT NULL,
	"gains_by_id" bigint,
	"written_by" bigint[] NOT NULL,
	"proposed_at" timestamptz(3) NOT NULL,
	"applies_at" timestamptz(3),
	"agreements" integer NOT NULL,
	"approved_by" bigint[] DEFAULT '{}' NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"reason" text,
	"decided_by_id" bigint,
	"decided_at" timestamptz(3)
);
--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_gains_by_id_users_id_fk" FOREIGN KEY ("gains_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "approvals_waiting" ON "approvals" USING btree ("kind","subject") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "approvals_due" ON "approvals" USING btree ("applies_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "approvals_gain" ON "approvals" USING btree ("gains_by_id");--> statement-breakpoint
CREATE INDEX "approvals_written" ON "approvals" USING gin ("written_by");--> statement-breakpoint
CREATE FUNCTION "approval_of"("change" "pending_changes") RETURNS TABLE ("kind" text, "subject" jsonb, "applies_at" timestamptz) LANGUAGE sql AS $$
  SELECT CASE WHEN change.kind IN ('trust_addition', 'trust_removal') THEN 'trust_entry' ELSE change.kind END,
    CASE change.kind
      WHEN 'role_power' THEN jsonb_build_object('userId', change.subject_id, 'power', change.power)
      WHEN 'role_invitation' THEN jsonb_build_object('invitationId', change.subject_id, 'role', change.power)
      WHEN 'token_power' THEN jsonb_build_object('tokenId', change.subject_id, 'scope', change.power)
      WHEN 'service_topic' THEN jsonb_build_object('userId', change.subject_id, 'topic', change.power)
      WHEN 'group_power' THEN jsonb_build_object('membershipId', change.subject_id)
      WHEN 'category_power' THEN jsonb_build_object('categoryId', change.subject_id, 'groupId', change.power::bigint)
      WHEN 'provider_domain' THEN jsonb_build_object('providerId', change.subject_id, 'domain', change.power)
      WHEN 'provider_internal' THEN jsonb_build_object('providerId', change.subject_id)
      WHEN 'claim_mapping' THEN jsonb_build_object('provider', change.power, 'revision', change.subject_id)
      WHEN 'provider_client' THEN jsonb_build_object('provider', change.power, 'revision', change.subject_id)
      WHEN 'sign_in_mode' THEN jsonb_build_object('mode', change.power, 'revision', change.subject_id)
      WHEN 'staff_passkeys' THEN '{}'::jsonb
      WHEN 'factor_loss' THEN jsonb_build_object('userId', change.subject_id)
      WHEN 'trust_addition' THEN jsonb_build_object('entryId', change.subject_id, 'change', 'add')
      WHEN 'trust_removal' THEN jsonb_build_object('entryId', change.subject_id, 'change', 'remove')
      WHEN 'retention_period' THEN jsonb_build_object('period', change.power, 'value', change.subject_id)
      WHEN 'webhook_internal' THEN jsonb_build_object('webhookId', change.subject_id, 'revision', change.power::bigint)
      WHEN 'profile_picture' THEN jsonb_build_object('userId', change.subject_id, 'uploadId', change.power)
    END,
    CASE WHEN change.kind NOT IN ('factor_loss', 'webhook_internal', 'profile_picture', 'provider_internal')
      THEN change.proposed_at + interval '1 day' END
$$;--> statement-breakpoint
CREATE FUNCTION "authors_of"("change" "pending_changes") RETURNS bigint[] LANGUAGE sql AS $$
  SELECT array[change.proposed_by_id] || array(
    SELECT chosen.added_by_id FROM group_members chosen WHERE change.kind = 'group_power'
      AND chosen.id = change.subject_id AND chosen.source <> 'claim'
      AND chosen.added_by_id <> change.proposed_by_id)
$$;--> statement-breakpoint
INSERT INTO "approvals" ("kind", "subject", "gains_by_id", "written_by", "proposed_at", "applies_at", "agreements", "approved_by", "state", "decided_by_id", "decided_at")
SELECT "one"."kind", "one"."subject", "change"."user_id", authors_of("change"), "change"."proposed_at", "one"."applies_at",
  CASE "change"."kind" WHEN 'factor_loss' THEN 2 ELSE 1 END,
  array_remove(array["change"."first_confirmed_by_id", CASE "change"."outcome" WHEN 'confirmed' THEN "change"."decided_by_id" END], NULL),
  CASE WHEN "change"."decided_at" IS NULL THEN 'waiting' WHEN "change"."outcome" = 'confirmed' THEN 'approved'
    WHEN "change"."outcome" = 'unopposed' THEN 'unopposed'
    WHEN "change"."decided_by_id" IN ("change"."proposed_by_id", "change"."user_id") THEN 'withdrawn' ELSE 'refused' END,
  "change"."decided_by_id", "change"."decided_at"
FROM "pending_changes" "change", approval_of("change") "one"
WHERE "change"."kind" <> 'provider_factor' ORDER BY "change"."id";--> statement-breakpoint
-- Nodes of the release before find nothing there to decide, and what they propose waits here. They go,
-- with the table, in the release after this one.
DELETE FROM "pending_changes" WHERE "decided_at" IS NULL;--> statement-breakpoint
CREATE FUNCTION "carry_pending_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO approvals (kind, subject, gains_by_id, written_by, proposed_at, applies_at, agreements)
  SELECT one.kind, one.subject, NEW.user_id, authors_of(NEW), NEW.proposed_at, one.applies_at,
    CASE NEW.kind WHEN 'factor_loss' THEN 2 ELSE 1 END
  FROM approval_of(NEW) one WHERE NEW.kind <> 'provider_factor'
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "pending_changes_carried" BEFORE INSERT ON "pending_changes"
  FOR EACH ROW EXECUTE FUNCTION carry_pending_change();
