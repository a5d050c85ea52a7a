-- A record that was merged into another was no customer of its own: tallies count it apart from those who were erased.
DROP TRIGGER "tally_customers_insert";
CREATE TRIGGER "tally_customers_insert" AFTER INSERT ON "customers"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor") VALUES
    ('customers', (unixepoch(NEW."created_at") + 62135596800) / 900, CASE WHEN NEW."merged_into_id" IS NOT NULL THEN 'MERGED' WHEN NEW."deleted_at" IS NOT NULL THEN 'ERASED' ELSE NEW."status" END, 1, 0);
END;

DROP TRIGGER "tally_customers_update";
CREATE TRIGGER "tally_customers_update" AFTER UPDATE OF "deleted_at", "merged_into_id", "status", "created_at" ON "customers"
WHEN (OLD."deleted_at" IS NULL) IS NOT (NEW."deleted_at" IS NULL) OR (OLD."merged_into_id" IS NULL) IS NOT (NEW."merged_into_id" IS NULL)
  OR OLD."status" IS NOT NEW."status" OR OLD."created_at" IS NOT NEW."created_at"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor") VALUES
    ('customers', (unixepoch(OLD."created_at") + 62135596800) / 900, CASE WHEN OLD."merged_into_id" IS NOT NULL THEN 'MERGED' WHEN OLD."deleted_at" IS NOT NULL THEN 'ERASED' ELSE OLD."status" END, -1, 0),
    ('customers', (unixepoch(NEW."created_at") + 62135596800) / 900, CASE WHEN NEW."merged_into_id" IS NOT NULL THEN 'MERGED' WHEN NEW."deleted_at" IS NOT NULL THEN 'ERASED' ELSE NEW."status" END, 1, 0);
END;

DROP TRIGGER "tally_customers_delete";
CREATE TRIGGER "tally_customers_delete" AFTER DELETE ON "customers"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor") VALUES
    ('customers', (unixepoch(OLD."created_at") + 62135596800) / 900, CASE WHEN OLD."merged_into_id" IS NOT NULL THEN 'MERGED' WHEN OLD."deleted_at" IS NOT NULL THEN 'ERASED' ELSE OLD."status" END, -1, 0);
END;

-- Those that were merged already.
INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
SELECT 'customers', (unixepoch("created_at") + 62135596800) / 900, 'ERASED', -COUNT(*), 0 FROM "customers" WHERE "merged_into_id" IS NOT NULL GROUP BY 2
UNION ALL
SELECT 'customers', (unixepoch("created_at") + 62135596800) / 900, 'MERGED', COUNT(*), 0 FROM "customers" WHERE "merged_into_id" IS NOT NULL GROUP BY 2;
