DROP INDEX "satisfaction_surveys_answered";--> statement-breakpoint
ALTER TABLE "satisfaction_surveys" ADD COLUMN "counted" boolean;--> statement-breakpoint
CREATE INDEX "satisfaction_surveys_counted" ON "satisfaction_surveys" USING btree ("created_at") WHERE counted is not null;--> statement-breakpoint
UPDATE "satisfaction_surveys" SET "counted" = "solved" WHERE "answered_at" < "created_at" + interval '7 days';