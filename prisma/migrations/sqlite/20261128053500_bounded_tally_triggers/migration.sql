-- Whether another line of an order names the service is asked of the order's own lines. The plus keeps SQLite, which has no statistics
-- to go by, from asking the service's: all that were ever sold.

DROP TRIGGER "tally_order_lines_insert";
CREATE TRIGGER "tally_order_lines_insert" AFTER INSERT ON "order_lines"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
  SELECT 'services', (unixepoch(o."created_at") + 62135596800) / 900, NEW."service_id", 1, 0 FROM "orders" o
  WHERE o."id" = NEW."order_id" AND o."status" <> 'CANCELLED' AND NOT EXISTS (
    SELECT 1 FROM "order_lines" l
    WHERE l."order_id" = NEW."order_id" AND +l."service_id" = NEW."service_id" AND l."position" <> NEW."position"
  );
END;

DROP TRIGGER "tally_order_lines_update";
CREATE TRIGGER "tally_order_lines_update" AFTER UPDATE OF "order_id", "service_id" ON "order_lines"
WHEN OLD."order_id" IS NOT NEW."order_id" OR OLD."service_id" IS NOT NEW."service_id"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
  SELECT 'services', (unixepoch(o."created_at") + 62135596800) / 900, OLD."service_id", -1, 0 FROM "orders" o
  WHERE o."id" = OLD."order_id" AND o."status" <> 'CANCELLED' AND NOT EXISTS (
    SELECT 1 FROM "order_lines" l
    WHERE l."order_id" = OLD."order_id" AND +l."service_id" = OLD."service_id"
  );
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
  SELECT 'services', (unixepoch(o."created_at") + 62135596800) / 900, NEW."service_id", 1, 0 FROM "orders" o
  WHERE o."id" = NEW."order_id" AND o."status" <> 'CANCELLED' AND NOT EXISTS (
    SELECT 1 FROM "order_lines" l
    WHERE l."order_id" = NEW."order_id" AND +l."service_id" = NEW."service_id" AND l."position" <> NEW."position"
  );
END;

DROP TRIGGER "tally_order_lines_delete";
CREATE TRIGGER "tally_order_lines_delete" AFTER DELETE ON "order_lines"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
  SELECT 'services', (unixepoch(o."created_at") + 62135596800) / 900, OLD."service_id", -1, 0 FROM "orders" o
  WHERE o."id" = OLD."order_id" AND o."status" <> 'CANCELLED' AND NOT EXISTS (
    SELECT 1 FROM "order_lines" l
    WHERE l."order_id" = OLD."order_id" AND +l."service_id" = OLD."service_id"
  );
END;
