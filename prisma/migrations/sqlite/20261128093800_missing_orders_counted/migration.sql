-- Orders that staff look for, by when they were placed and by status: some are never found, and nobody is to count those again and again.
CREATE TRIGGER "tally_missing_insert" AFTER INSERT ON "orders" WHEN NEW."missing_since" IS NOT NULL
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor") VALUES
    ('missing', (unixepoch(NEW."created_at") + 62135596800) / 900, NEW."status", 1, 0);
END;

CREATE TRIGGER "tally_missing_update" AFTER UPDATE OF "missing_since", "status", "created_at" ON "orders"
WHEN (OLD."missing_since" IS NOT NULL OR NEW."missing_since" IS NOT NULL)
  AND ((OLD."missing_since" IS NULL) <> (NEW."missing_since" IS NULL) OR OLD."status" <> NEW."status" OR OLD."created_at" <> NEW."created_at")
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
  SELECT 'missing', (unixepoch(OLD."created_at") + 62135596800) / 900, OLD."status", -1, 0 WHERE OLD."missing_since" IS NOT NULL;
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
  SELECT 'missing', (unixepoch(NEW."created_at") + 62135596800) / 900, NEW."status", 1, 0 WHERE NEW."missing_since" IS NOT NULL;
END;

CREATE TRIGGER "tally_missing_delete" AFTER DELETE ON "orders" WHEN OLD."missing_since" IS NOT NULL
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor") VALUES
    ('missing', (unixepoch(OLD."created_at") + 62135596800) / 900, OLD."status", -1, 0);
END;

INSERT INTO "tallies" ("kind", "level", "period", "part", "counted", "total_minor")
  SELECT 'missing', 0, (unixepoch("created_at") + 62135596800) / 900, "status", COUNT(*), 0 FROM "orders" WHERE "missing_since" IS NOT NULL GROUP BY 3, 4;
INSERT INTO "tallies" ("kind", "level", "period", "part", "counted", "total_minor")
  SELECT t."kind", w."level", t."period" / w."width", t."part", SUM(t."counted"), SUM(t."total_minor")
  FROM "tallies" t CROSS JOIN (SELECT 1 AS "level", 96 AS "width" UNION ALL SELECT 2, 3072 UNION ALL SELECT 3, 1073741824) w
  WHERE t."kind" = 'missing' AND t."level" = 0 GROUP BY 1, 2, 3, 4;
