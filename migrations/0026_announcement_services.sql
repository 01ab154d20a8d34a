ALTER TABLE "services" RENAME TO "announcement_services";--> statement-breakpoint
ALTER INDEX "services_pkey" RENAME TO "announcement_services_pkey";
