CREATE TABLE "services" (
	"key" text PRIMARY KEY NOT NULL,
	"names" jsonb NOT NULL,
	"position" integer NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"archived_at" timestamptz(3)
);
