-- A second factor that a provider asked for no longer counts: such a session acts as a member's.
UPDATE "sessions" SET "factor_since" = NULL WHERE "provider_factor";
