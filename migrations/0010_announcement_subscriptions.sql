CREATE TABLE "announcement_subscriptions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "announcement_subscriptions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"email" text NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"locale" text NOT NULL,
	"asked_at" timestamptz(3) NOT NULL,
	"confirmed_at" timestamptz(3)
);
--> statement-breakpoint
CREATE UNIQUE INDEX "announcement_subscriptions_once" ON "announcement_subscriptions" USING btree ("email","kind","key");--> statement-breakpoint
CREATE INDEX "announcement_subscriptions_topic" ON "announcement_subscriptions" USING btree ("kind","key");