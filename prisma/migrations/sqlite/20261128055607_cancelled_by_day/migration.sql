-- AlterTable
ALTER TABLE "orders" ADD COLUMN "cancelled_at" DATETIME;

-- What is cancelled already: since its timeline last said so.
UPDATE "orders" SET "cancelled_at" = COALESCE(
  (SELECT MAX(t."at") FROM "timeline_entries" t WHERE t."order_id" = "orders"."id" AND t."status" = 'CANCELLED'),
  "withdrawn_at", "updated_at"
) WHERE "status" = 'CANCELLED';

-- Whoever writes the status says since when an order is cancelled: as of the change itself.
CREATE TRIGGER "stamp_cancelled_insert" AFTER INSERT ON "orders" WHEN NEW."status" = 'CANCELLED' AND NEW."cancelled_at" IS NULL
BEGIN
  UPDATE "orders" SET "cancelled_at" = NEW."updated_at" WHERE "id" = NEW."id";
END;

CREATE TRIGGER "stamp_cancelled_update" AFTER UPDATE OF "status" ON "orders" WHEN (OLD."status" = 'CANCELLED') <> (NEW."status" = 'CANCELLED')
BEGIN
  UPDATE "orders" SET "cancelled_at" = CASE WHEN NEW."status" = 'CANCELLED' THEN NEW."updated_at" END WHERE "id" = NEW."id";
END;

-- What was cancelled, by the time of cancelling.
CREATE TRIGGER "tally_cancelled_insert" AFTER INSERT ON "orders" WHEN NEW."cancelled_at" IS NOT NULL
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor") VALUES
    ('cancelled', (unixepoch(NEW."cancelled_at") + 62135596800) / 900, 'CANCELLED', 1, NEW."total_minor");
END;

CREATE TRIGGER "tally_cancelled_update" AFTER UPDATE OF "cancelled_at", "total_minor" ON "orders"
WHEN OLD."cancelled_at" IS NOT NEW."cancelled_at" OR (NEW."cancelled_at" IS NOT NULL AND OLD."total_minor" IS NOT NEW."total_minor")
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
  SELECT 'cancelled', (unixepoch(OLD."cancelled_at") + 62135596800) / 900, 'CANCELLED', -1, -OLD."total_minor" WHERE OLD."cancelled_at" IS NOT NULL;
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
  SELECT 'cancelled', (unixepoch(NEW."cancelled_at") + 62135596800) / 900, 'CANCELLED', 1, NEW."total_minor" WHERE NEW."cancelled_at" IS NOT NULL;
END;

CREATE TRIGGER "tally_cancelled_delete" AFTER DELETE ON "orders" WHEN OLD."cancelled_at" IS NOT NULL
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor") VALUES
    ('cancelled', (unixepoch(OLD."cancelled_at") + 62135596800) / 900, 'CANCELLED', -1, -OLD."total_minor");
END;

INSERT INTO "tallies" ("kind", "level", "period", "part", "counted", "total_minor")
  SELECT 'cancelled', 0, (unixepoch("cancelled_at") + 62135596800) / 900, 'CANCELLED', COUNT(*), SUM("total_minor") FROM "orders" WHERE "cancelled_at" IS NOT NULL GROUP BY 3;
INSERT INTO "tallies" ("kind", "level", "period", "part", "counted", "total_minor")
  SELECT t."kind", w."level", t."period" / w."width", t."part", SUM(t."counted"), SUM(t."total_minor")
  FROM "tallies" t CROSS JOIN (SELECT 1 AS "level", 96 AS "width" UNION ALL SELECT 2, 3072 UNION ALL SELECT 3, 1073741824) w
  WHERE t."kind" = 'cancelled' AND t."level" = 0 GROUP BY 1, 2, 3, 4;
