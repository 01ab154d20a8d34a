CREATE TABLE "daily_counts" (
	"day" date NOT NULL,
	"metric" text NOT NULL,
	"category_id" bigint DEFAULT 0 NOT NULL,
	"language" text DEFAULT '' NOT NULL,
	"value" bigint NOT NULL,
	"minutes" integer[],
	CONSTRAINT "daily_counts_day_metric_category_id_language_pk" PRIMARY KEY("day","metric","category_id","language")
);
--> statement-breakpoint
CREATE TABLE "daily_visitors" (
	"day" date NOT NULL,
	"category_id" bigint NOT NULL,
	"person" text NOT NULL,
	CONSTRAINT "daily_visitors_day_category_id_person_pk" PRIMARY KEY("day","category_id","person")
);
--> statement-breakpoint
CREATE TABLE "visit_salts" (
	"day" date PRIMARY KEY NOT NULL,
	"salt" text NOT NULL
);
