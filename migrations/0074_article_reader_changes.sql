CREATE TABLE "article_reader_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "article_reader_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"article_id" bigint,
	"section_id" bigint,
	"readers" text NOT NULL,
	"reader_groups" bigint[] DEFAULT '{}' NOT NULL,
	"target_section_id" bigint,
	"proposed_by_id" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"outcome" text,
	"decided_by_id" bigint,
	"decided_at" timestamptz(3)
);
--> statement-breakpoint
ALTER TABLE "article_revisions" ADD COLUMN "withdrawn_reason" text;--> statement-breakpoint
ALTER TABLE "article_reader_changes" ADD CONSTRAINT "article_reader_changes_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_reader_changes" ADD CONSTRAINT "article_reader_changes_section_id_article_sections_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."article_sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_reader_changes" ADD CONSTRAINT "article_reader_changes_target_section_id_article_sections_id_fk" FOREIGN KEY ("target_section_id") REFERENCES "public"."article_sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_reader_changes" ADD CONSTRAINT "article_reader_changes_proposed_by_id_users_id_fk" FOREIGN KEY ("proposed_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_reader_changes" ADD CONSTRAINT "article_reader_changes_decided_by_id_users_id_fk" FOREIGN KEY ("decided_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "article_reader_changes_article" ON "article_reader_changes" USING btree ("article_id") WHERE decided_at is null and article_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "article_reader_changes_section" ON "article_reader_changes" USING btree ("section_id") WHERE decided_at is null and section_id is not null;