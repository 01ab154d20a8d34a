-- Until 0040 the log did not say that a post had waited for approval when it was hidden. Of those that are
-- hidden still it is known: whoever undoes what a moderator did must not publish what nobody ever let out.
GRANT UPDATE ON "moderation_actions" TO CURRENT_USER;--> statement-breakpoint
UPDATE "moderation_actions" SET "was_held" = true
FROM "posts"
WHERE "posts".id = post_id AND "posts".refused AND kind = 'hidden' AND NOT was_held
  AND NOT EXISTS (
    SELECT FROM "moderation_actions" AS later
    WHERE later.post_id = "posts".id AND later.kind = 'hidden' AND later.id > "moderation_actions".id);
--> statement-breakpoint
REVOKE UPDATE ON "moderation_actions" FROM CURRENT_USER;
