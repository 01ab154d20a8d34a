ALTER TABLE "users" RENAME COLUMN "offered_until" TO "activation_expires_at";
