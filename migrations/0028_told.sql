-- Updates from before they could be stopped were told at once; of one that was stopped it is as true that
-- nobody is told of it any more.
UPDATE "announcement_updates" SET "told_at" = "created_at" WHERE "tell_at" IS NULL AND "told_at" IS NULL;
