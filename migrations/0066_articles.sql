CREATE TABLE "article_revisions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "article_revisions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"article_id" bigint NOT NULL,
	"language" text NOT NULL,
	"number" integer NOT NULL,
	"content" jsonb NOT NULL,
	"editor_id" bigint NOT NULL,
	"note" text,
	"based_on" integer,
	"created_at" timestamptz(3) NOT NULL,
	"published_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "article_sections" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "article_sections_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"slug" text NOT NULL,
	"parent_id" bigint,
	"position" integer NOT NULL,
	"icon" text NOT NULL,
	"names" jsonb NOT NULL,
	"descriptions" jsonb NOT NULL,
	"readers" text DEFAULT 'everyone' NOT NULL,
	"reader_groups" bigint[] DEFAULT '{}' NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "article_slugs" (
	"slug" text PRIMARY KEY NOT NULL,
	"article_id" bigint NOT NULL,
	"language" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "article_translations" (
	"article_id" bigint NOT NULL,
	"language" text NOT NULL,
	"author_id" bigint NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"public_revision" integer DEFAULT 0 NOT NULL,
	"approved_revision" integer DEFAULT 0 NOT NULL,
	"approved_by_id" bigint,
	"based_on" integer,
	"publish_at" timestamptz(3),
	"published_at" timestamptz(3),
	"changed_at" timestamptz(3) NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"html" text NOT NULL,
	"headings" jsonb NOT NULL,
	"minutes" integer NOT NULL,
	"renderer_version" integer NOT NULL,
	CONSTRAINT "article_translations_article_id_language_pk" PRIMARY KEY("article_id","language")
);
--> statement-breakpoint
CREATE TABLE "articles" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "articles_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"section_id" bigint,
	"language" text NOT NULL,
	"level" text,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"readers" text DEFAULT 'everyone' NOT NULL,
	"reader_groups" bigint[] DEFAULT '{}' NOT NULL,
	"author_id" bigint NOT NULL,
	"owner_id" bigint NOT NULL,
	"fresh_until" timestamptz(3),
	"checked_at" timestamptz(3),
	"archived_at" timestamptz(3),
	"successor_id" bigint,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "article_revisions" ADD CONSTRAINT "article_revisions_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_revisions" ADD CONSTRAINT "article_revisions_editor_id_users_id_fk" FOREIGN KEY ("editor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_sections" ADD CONSTRAINT "article_sections_parent_id_article_sections_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."article_sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_slugs" ADD CONSTRAINT "article_slugs_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_translations" ADD CONSTRAINT "article_translations_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_translations" ADD CONSTRAINT "article_translations_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_translations" ADD CONSTRAINT "article_translations_approved_by_id_users_id_fk" FOREIGN KEY ("approved_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_section_id_article_sections_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."article_sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_successor_id_articles_id_fk" FOREIGN KEY ("successor_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "article_revisions_number" ON "article_revisions" USING btree ("article_id","language","number");--> statement-breakpoint
CREATE INDEX "article_revisions_editor" ON "article_revisions" USING btree ("editor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "article_sections_slug" ON "article_sections" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "article_slugs_article" ON "article_slugs" USING btree ("article_id","language");--> statement-breakpoint
CREATE INDEX "article_translations_author" ON "article_translations" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "article_translations_latest" ON "article_translations" USING btree ("published_at","article_id") WHERE public_revision > 0;--> statement-breakpoint
CREATE INDEX "article_translations_work" ON "article_translations" USING btree ("changed_at","article_id") WHERE state <> 'published';--> statement-breakpoint
CREATE INDEX "article_translations_due" ON "article_translations" USING btree ("publish_at") WHERE state = 'scheduled';--> statement-breakpoint
CREATE INDEX "articles_section" ON "articles" USING btree ("section_id");--> statement-breakpoint
CREATE INDEX "articles_author" ON "articles" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "articles_owner" ON "articles" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "articles_tags" ON "articles" USING gin ("tags");--> statement-breakpoint
CREATE INDEX "articles_overdue" ON "articles" USING btree ("fresh_until") WHERE archived_at is null;