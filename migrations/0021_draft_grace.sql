-- Drafts had no end before there were retention periods. Old ones are kept for 30 more days, in which
-- their authors can look at them and an admin can choose a longer period.
UPDATE "drafts" SET "updated_at" = now() - interval '60 days' WHERE "updated_at" < now() - interval '60 days';
