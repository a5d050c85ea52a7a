-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "cancelled_at" TIMESTAMP(3);

-- What is cancelled already: since its timeline last said so.
UPDATE "orders" SET "cancelled_at" = COALESCE(
  (SELECT MAX(t."at") FROM "timeline_entries" t WHERE t."order_id" = "orders"."id" AND t."status" = 'CANCELLED'),
  "withdrawn_at", "updated_at"
) WHERE "status" = 'CANCELLED';

-- Whoever writes the status says since when an order is cancelled: as of the change itself.
CREATE FUNCTION "stamp_cancelled"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."status" <> 'CANCELLED' THEN NEW."cancelled_at" := NULL;
  ELSIF TG_OP = 'INSERT' THEN NEW."cancelled_at" := COALESCE(NEW."cancelled_at", NEW."updated_at");
  ELSIF OLD."status" <> 'CANCELLED' THEN NEW."cancelled_at" := NEW."updated_at";
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "stamp_cancelled_insert" BEFORE INSERT ON "orders" FOR EACH ROW WHEN (NEW."status" = 'CANCELLED') EXECUTE FUNCTION "stamp_cancelled"();
CREATE TRIGGER "stamp_cancelled_update" BEFORE UPDATE OF "status" ON "orders" FOR EACH ROW WHEN (OLD."status" IS DISTINCT FROM NEW."status") EXECUTE FUNCTION "stamp_cancelled"();

-- What was cancelled, by the time of cancelling.
CREATE FUNCTION "tally_cancelled"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD."cancelled_at" IS NOT NULL THEN
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    VALUES ('cancelled', "tally_period"(OLD."cancelled_at"), 'CANCELLED', -1, -OLD."total_minor");
  END IF;
  IF TG_OP <> 'DELETE' AND NEW."cancelled_at" IS NOT NULL THEN
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    VALUES ('cancelled', "tally_period"(NEW."cancelled_at"), 'CANCELLED', 1, NEW."total_minor");
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "tally_cancelled_insert" AFTER INSERT ON "orders" FOR EACH ROW WHEN (NEW."cancelled_at" IS NOT NULL) EXECUTE FUNCTION "tally_cancelled"();
CREATE TRIGGER "tally_cancelled_update" AFTER UPDATE ON "orders" FOR EACH ROW
  WHEN (OLD."cancelled_at" IS DISTINCT FROM NEW."cancelled_at" OR (NEW."cancelled_at" IS NOT NULL AND OLD."total_minor" <> NEW."total_minor"))
  EXECUTE FUNCTION "tally_cancelled"();
CREATE TRIGGER "tally_cancelled_delete" AFTER DELETE ON "orders" FOR EACH ROW WHEN (OLD."cancelled_at" IS NOT NULL) EXECUTE FUNCTION "tally_cancelled"();

INSERT INTO "tallies" ("kind", "level", "period", "part", "counted", "total_minor")
  SELECT 'cancelled', 0, "tally_period"("cancelled_at"), 'CANCELLED', COUNT(*), SUM("total_minor") FROM "orders" WHERE "cancelled_at" IS NOT NULL GROUP BY 3;
INSERT INTO "tallies" ("kind", "level", "period", "part", "counted", "total_minor")
  SELECT t."kind", w."level", t."period" / w."width", t."part", SUM(t."counted"), SUM(t."total_minor")
  FROM "tallies" t CROSS JOIN (SELECT 1 AS "level", 96 AS "width" UNION ALL SELECT 2, 3072 UNION ALL SELECT 3, 1073741824) w
  WHERE t."kind" = 'cancelled' AND t."level" = 0 GROUP BY 1, 2, 3, 4;
