-- Orders that staff look for, by when they were placed and by status: some are never found, and nobody is to count those again and again.
CREATE FUNCTION "tally_missing"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD."missing_since" IS NOT NULL THEN
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    VALUES ('missing', "tally_period"(OLD."created_at"), CAST(OLD."status" AS TEXT), -1, 0);
  END IF;
  IF TG_OP <> 'DELETE' AND NEW."missing_since" IS NOT NULL THEN
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    VALUES ('missing', "tally_period"(NEW."created_at"), CAST(NEW."status" AS TEXT), 1, 0);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "tally_missing_insert" AFTER INSERT ON "orders" FOR EACH ROW WHEN (NEW."missing_since" IS NOT NULL) EXECUTE FUNCTION "tally_missing"();
CREATE TRIGGER "tally_missing_update" AFTER UPDATE ON "orders" FOR EACH ROW
  WHEN ((OLD."missing_since" IS NOT NULL OR NEW."missing_since" IS NOT NULL)
    AND ((OLD."missing_since" IS NULL) <> (NEW."missing_since" IS NULL) OR OLD."status" <> NEW."status" OR OLD."created_at" <> NEW."created_at"))
  EXECUTE FUNCTION "tally_missing"();
CREATE TRIGGER "tally_missing_delete" AFTER DELETE ON "orders" FOR EACH ROW WHEN (OLD."missing_since" IS NOT NULL) EXECUTE FUNCTION "tally_missing"();

INSERT INTO "tallies" ("kind", "level", "period", "part", "counted", "total_minor")
  SELECT 'missing', 0, "tally_period"("created_at"), CAST("status" AS TEXT), COUNT(*), 0 FROM "orders" WHERE "missing_since" IS NOT NULL GROUP BY 3, 4;
INSERT INTO "tallies" ("kind", "level", "period", "part", "counted", "total_minor")
  SELECT t."kind", w."level", t."period" / w."width", t."part", SUM(t."counted"), SUM(t."total_minor")
  FROM "tallies" t CROSS JOIN (SELECT 1 AS "level", 96 AS "width" UNION ALL SELECT 2, 3072 UNION ALL SELECT 3, 1073741824) w
  WHERE t."kind" = 'missing' AND t."level" = 0 GROUP BY 1, 2, 3, 4;
