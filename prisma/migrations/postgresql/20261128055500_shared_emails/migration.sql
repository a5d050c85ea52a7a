-- The e-mail becomes a contact, which several people may share; whoever had it keeps it as the login.
DROP INDEX "customers_email_key";

ALTER TABLE "customers" ADD COLUMN     "login_email" TEXT,
ADD COLUMN     "merged_into_id" INTEGER,
ADD COLUMN     "phone_country" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "phone_key" TEXT NOT NULL DEFAULT '';

-- Who has no e-mail is not erased any more: tallies go by the time of the erasure.
CREATE OR REPLACE FUNCTION "tally_customers"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT c."kind", c."period", c."part", SUM(c."counted"), SUM(c."total_minor") FROM (
      SELECT 'customers', "tally_period"("created_at"), CASE WHEN "deleted_at" IS NOT NULL THEN 'ERASED' ELSE CAST("status" AS TEXT) END, 1, 0 FROM "new_rows"
    ) AS c ("kind", "period", "part", "counted", "total_minor")
    GROUP BY 1, 2, 3 HAVING SUM(c."counted") <> 0 OR SUM(c."total_minor") <> 0;
  ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT c."kind", c."period", c."part", SUM(c."counted"), SUM(c."total_minor") FROM (
      SELECT 'customers', "tally_period"("created_at"), CASE WHEN "deleted_at" IS NOT NULL THEN 'ERASED' ELSE CAST("status" AS TEXT) END, -1, 0 FROM "old_rows"
      UNION ALL SELECT 'customers', "tally_period"("created_at"), CASE WHEN "deleted_at" IS NOT NULL THEN 'ERASED' ELSE CAST("status" AS TEXT) END, 1, 0 FROM "new_rows"
    ) AS c ("kind", "period", "part", "counted", "total_minor")
    GROUP BY 1, 2, 3 HAVING SUM(c."counted") <> 0 OR SUM(c."total_minor") <> 0;
  ELSE
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT c."kind", c."period", c."part", SUM(c."counted"), SUM(c."total_minor") FROM (
      SELECT 'customers', "tally_period"("created_at"), CASE WHEN "deleted_at" IS NOT NULL THEN 'ERASED' ELSE CAST("status" AS TEXT) END, -1, 0 FROM "old_rows"
    ) AS c ("kind", "period", "part", "counted", "total_minor")
    GROUP BY 1, 2, 3 HAVING SUM(c."counted") <> 0 OR SUM(c."total_minor") <> 0;
  END IF;
  RETURN NULL;
END $$;

UPDATE "customers" SET "login_email" = "email" WHERE "email" IS NOT NULL;

CREATE UNIQUE INDEX "customers_login_email_key" ON "customers"("login_email");
CREATE INDEX "customers_email_idx" ON "customers"("email");
CREATE INDEX "customers_phone_country_phone_key_idx" ON "customers"("phone_country", "phone_key");
CREATE INDEX "customers_merged_into_id_idx" ON "customers"("merged_into_id");
ALTER TABLE "customers" ADD CONSTRAINT "customers_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
