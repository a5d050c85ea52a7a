-- A record that was merged into another was no customer of its own: tallies count it apart from those who were erased.
CREATE OR REPLACE FUNCTION "tally_customers"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT c."kind", c."period", c."part", SUM(c."counted"), SUM(c."total_minor") FROM (
      SELECT 'customers', "tally_period"("created_at"), CASE WHEN "merged_into_id" IS NOT NULL THEN 'MERGED' WHEN "deleted_at" IS NOT NULL THEN 'ERASED' ELSE CAST("status" AS TEXT) END, 1, 0 FROM "new_rows"
    ) AS c ("kind", "period", "part", "counted", "total_minor")
    GROUP BY 1, 2, 3 HAVING SUM(c."counted") <> 0 OR SUM(c."total_minor") <> 0;
  ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT c."kind", c."period", c."part", SUM(c."counted"), SUM(c."total_minor") FROM (
      SELECT 'customers', "tally_period"("created_at"), CASE WHEN "merged_into_id" IS NOT NULL THEN 'MERGED' WHEN "deleted_at" IS NOT NULL THEN 'ERASED' ELSE CAST("status" AS TEXT) END, -1, 0 FROM "old_rows"
      UNION ALL SELECT 'customers', "tally_period"("created_at"), CASE WHEN "merged_into_id" IS NOT NULL THEN 'MERGED' WHEN "deleted_at" IS NOT NULL THEN 'ERASED' ELSE CAST("status" AS TEXT) END, 1, 0 FROM "new_rows"
    ) AS c ("kind", "period", "part", "counted", "total_minor")
    GROUP BY 1, 2, 3 HAVING SUM(c."counted") <> 0 OR SUM(c."total_minor") <> 0;
  ELSE
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT c."kind", c."period", c."part", SUM(c."counted"), SUM(c."total_minor") FROM (
      SELECT 'customers', "tally_period"("created_at"), CASE WHEN "merged_into_id" IS NOT NULL THEN 'MERGED' WHEN "deleted_at" IS NOT NULL THEN 'ERASED' ELSE CAST("status" AS TEXT) END, -1, 0 FROM "old_rows"
    ) AS c ("kind", "period", "part", "counted", "total_minor")
    GROUP BY 1, 2, 3 HAVING SUM(c."counted") <> 0 OR SUM(c."total_minor") <> 0;
  END IF;
  RETURN NULL;
END $$;

-- Those that were merged already.
INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
SELECT 'customers', "tally_period"("created_at"), 'ERASED', -COUNT(*), 0 FROM "customers" WHERE "merged_into_id" IS NOT NULL GROUP BY 2
UNION ALL
SELECT 'customers', "tally_period"("created_at"), 'MERGED', COUNT(*), 0 FROM "customers" WHERE "merged_into_id" IS NOT NULL GROUP BY 2;
