-- CreateTable
CREATE TABLE "tallies" (
    "kind" TEXT NOT NULL,
    "level" INTEGER NOT NULL,
    "period" INTEGER NOT NULL,
    "part" TEXT NOT NULL,
    "counted" BIGINT NOT NULL,
    "total_minor" BIGINT NOT NULL,

    PRIMARY KEY ("kind", "level", "period", "part")
);

-- CreateTable
CREATE TABLE "tally_changes" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "period" INTEGER NOT NULL,
    "part" TEXT NOT NULL,
    "counted" BIGINT NOT NULL,
    "total_minor" BIGINT NOT NULL
);

-- CreateIndex
CREATE INDEX "tally_changes_kind_idx" ON "tally_changes"("kind");

-- Triggers: whatever statement changes a row, what it changes of the tallies is appended in the same transaction.

CREATE TRIGGER "tally_orders_insert" AFTER INSERT ON "orders"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor") VALUES
    ('orders', (unixepoch(NEW."created_at") + 62135596800) / 900, NEW."status", 1, NEW."total_minor");
END;

CREATE TRIGGER "tally_orders_update" AFTER UPDATE OF "status", "total_minor", "created_at" ON "orders"
WHEN OLD."status" IS NOT NEW."status" OR OLD."total_minor" IS NOT NEW."total_minor" OR OLD."created_at" IS NOT NEW."created_at"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor") VALUES
    ('orders', (unixepoch(OLD."created_at") + 62135596800) / 900, OLD."status", -1, -OLD."total_minor"),
    ('orders', (unixepoch(NEW."created_at") + 62135596800) / 900, NEW."status", 1, NEW."total_minor");
END;

CREATE TRIGGER "tally_orders_delete" AFTER DELETE ON "orders"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor") VALUES
    ('orders', (unixepoch(OLD."created_at") + 62135596800) / 900, OLD."status", -1, -OLD."total_minor");
END;

CREATE TRIGGER "tally_customers_insert" AFTER INSERT ON "customers"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor") VALUES
    ('customers', (unixepoch(NEW."created_at") + 62135596800) / 900, CASE WHEN NEW."email" IS NULL THEN 'ERASED' ELSE NEW."status" END, 1, 0);
END;

CREATE TRIGGER "tally_customers_update" AFTER UPDATE OF "email", "status", "created_at" ON "customers"
WHEN OLD."email" IS NOT NEW."email" OR OLD."status" IS NOT NEW."status" OR OLD."created_at" IS NOT NEW."created_at"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor") VALUES
    ('customers', (unixepoch(OLD."created_at") + 62135596800) / 900, CASE WHEN OLD."email" IS NULL THEN 'ERASED' ELSE OLD."status" END, -1, 0),
    ('customers', (unixepoch(NEW."created_at") + 62135596800) / 900, CASE WHEN NEW."email" IS NULL THEN 'ERASED' ELSE NEW."status" END, 1, 0);
END;

CREATE TRIGGER "tally_customers_delete" AFTER DELETE ON "customers"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor") VALUES
    ('customers', (unixepoch(OLD."created_at") + 62135596800) / 900, CASE WHEN OLD."email" IS NULL THEN 'ERASED' ELSE OLD."status" END, -1, 0);
END;

CREATE TRIGGER "tally_deliveries_insert" AFTER INSERT ON "deliveries"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor") VALUES
    ('deliveries', 0, NEW."status", 1, 0),
    ('worker-deliveries', 0, NEW."worker_id" || ' ' || NEW."status", 1, 0);
END;

CREATE TRIGGER "tally_deliveries_update" AFTER UPDATE OF "worker_id", "status" ON "deliveries"
WHEN OLD."worker_id" IS NOT NEW."worker_id" OR OLD."status" IS NOT NEW."status"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor") VALUES
    ('deliveries', 0, OLD."status", -1, 0),
    ('worker-deliveries', 0, OLD."worker_id" || ' ' || OLD."status", -1, 0),
    ('deliveries', 0, NEW."status", 1, 0),
    ('worker-deliveries', 0, NEW."worker_id" || ' ' || NEW."status", 1, 0);
END;

CREATE TRIGGER "tally_deliveries_delete" AFTER DELETE ON "deliveries"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor") VALUES
    ('deliveries', 0, OLD."status", -1, 0),
    ('worker-deliveries', 0, OLD."worker_id" || ' ' || OLD."status", -1, 0);
END;

CREATE TRIGGER "tally_tracks_insert" AFTER INSERT ON "tracks"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor") VALUES
    ('tracks', 0, CAST(NEW."worker_id" AS TEXT), 1, 0);
END;

CREATE TRIGGER "tally_tracks_update" AFTER UPDATE OF "worker_id" ON "tracks"
WHEN OLD."worker_id" IS NOT NEW."worker_id"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor") VALUES
    ('tracks', 0, CAST(OLD."worker_id" AS TEXT), -1, 0),
    ('tracks', 0, CAST(NEW."worker_id" AS TEXT), 1, 0);
END;

CREATE TRIGGER "tally_tracks_delete" AFTER DELETE ON "tracks"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor") VALUES
    ('tracks', 0, CAST(OLD."worker_id" AS TEXT), -1, 0);
END;

CREATE TRIGGER "tally_transit_batches_insert" AFTER INSERT ON "transit_batches"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor") VALUES
    ('batches', 0, NEW."status" || ' ' || NEW."type", 1, 0);
END;

CREATE TRIGGER "tally_transit_batches_update" AFTER UPDATE OF "status", "type" ON "transit_batches"
WHEN OLD."status" IS NOT NEW."status" OR OLD."type" IS NOT NEW."type"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor") VALUES
    ('batches', 0, OLD."status" || ' ' || OLD."type", -1, 0),
    ('batches', 0, NEW."status" || ' ' || NEW."type", 1, 0);
END;

CREATE TRIGGER "tally_transit_batches_delete" AFTER DELETE ON "transit_batches"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor") VALUES
    ('batches', 0, OLD."status" || ' ' || OLD."type", -1, 0);
END;

CREATE TRIGGER "tally_audit_entries_insert" AFTER INSERT ON "audit_entries"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor") VALUES
    ('audit', (unixepoch(NEW."at") + 62135596800) / 900, NEW."entity", 1, 0),
    ('audit-actors', (unixepoch(NEW."at") + 62135596800) / 900, NEW."actor", 1, 0),
    ('audit-acts', (unixepoch(NEW."at") + 62135596800) / 900, NEW."actor" || ' ' || NEW."entity", 1, 0);
END;

CREATE TRIGGER "tally_audit_entries_update" AFTER UPDATE OF "actor", "entity", "at" ON "audit_entries"
WHEN OLD."actor" IS NOT NEW."actor" OR OLD."entity" IS NOT NEW."entity" OR OLD."at" IS NOT NEW."at"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor") VALUES
    ('audit', (unixepoch(OLD."at") + 62135596800) / 900, OLD."entity", -1, 0),
    ('audit-actors', (unixepoch(OLD."at") + 62135596800) / 900, OLD."actor", -1, 0),
    ('audit-acts', (unixepoch(OLD."at") + 62135596800) / 900, OLD."actor" || ' ' || OLD."entity", -1, 0),
    ('audit', (unixepoch(NEW."at") + 62135596800) / 900, NEW."entity", 1, 0),
    ('audit-actors', (unixepoch(NEW."at") + 62135596800) / 900, NEW."actor", 1, 0),
    ('audit-acts', (unixepoch(NEW."at") + 62135596800) / 900, NEW."actor" || ' ' || NEW."entity", 1, 0);
END;

CREATE TRIGGER "tally_audit_entries_delete" AFTER DELETE ON "audit_entries"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor") VALUES
    ('audit', (unixepoch(OLD."at") + 62135596800) / 900, OLD."entity", -1, 0),
    ('audit-actors', (unixepoch(OLD."at") + 62135596800) / 900, OLD."actor", -1, 0),
    ('audit-acts', (unixepoch(OLD."at") + 62135596800) / 900, OLD."actor" || ' ' || OLD."entity", -1, 0);
END;

-- How many orders that are not cancelled name each service, on however many lines.

CREATE TRIGGER "tally_order_lines_insert" AFTER INSERT ON "order_lines"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
  SELECT 'services', (unixepoch(o."created_at") + 62135596800) / 900, NEW."service_id", 1, 0 FROM "orders" o
  WHERE o."id" = NEW."order_id" AND o."status" <> 'CANCELLED' AND NOT EXISTS (
    SELECT 1 FROM "order_lines" l
    WHERE l."order_id" = NEW."order_id" AND l."service_id" = NEW."service_id" AND l."position" <> NEW."position"
  );
END;

CREATE TRIGGER "tally_order_lines_update" AFTER UPDATE OF "order_id", "service_id" ON "order_lines"
WHEN OLD."order_id" IS NOT NEW."order_id" OR OLD."service_id" IS NOT NEW."service_id"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
  SELECT 'services', (unixepoch(o."created_at") + 62135596800) / 900, OLD."service_id", -1, 0 FROM "orders" o
  WHERE o."id" = OLD."order_id" AND o."status" <> 'CANCELLED' AND NOT EXISTS (
    SELECT 1 FROM "order_lines" l
    WHERE l."order_id" = OLD."order_id" AND l."service_id" = OLD."service_id"
  );
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
  SELECT 'services', (unixepoch(o."created_at") + 62135596800) / 900, NEW."service_id", 1, 0 FROM "orders" o
  WHERE o."id" = NEW."order_id" AND o."status" <> 'CANCELLED' AND NOT EXISTS (
    SELECT 1 FROM "order_lines" l
    WHERE l."order_id" = NEW."order_id" AND l."service_id" = NEW."service_id" AND l."position" <> NEW."position"
  );
END;

CREATE TRIGGER "tally_order_lines_delete" AFTER DELETE ON "order_lines"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
  SELECT 'services', (unixepoch(o."created_at") + 62135596800) / 900, OLD."service_id", -1, 0 FROM "orders" o
  WHERE o."id" = OLD."order_id" AND o."status" <> 'CANCELLED' AND NOT EXISTS (
    SELECT 1 FROM "order_lines" l
    WHERE l."order_id" = OLD."order_id" AND l."service_id" = OLD."service_id"
  );
END;

CREATE TRIGGER "tally_orders_services" AFTER UPDATE OF "status", "created_at" ON "orders"
WHEN (OLD."status" = 'CANCELLED') <> (NEW."status" = 'CANCELLED') OR OLD."created_at" IS NOT NEW."created_at"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
  SELECT DISTINCT 'services', (unixepoch(OLD."created_at") + 62135596800) / 900, l."service_id", -1, 0 FROM "order_lines" l
  WHERE l."order_id" = OLD."id" AND OLD."status" <> 'CANCELLED';
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
  SELECT DISTINCT 'services', (unixepoch(NEW."created_at") + 62135596800) / 900, l."service_id", 1, 0 FROM "order_lines" l
  WHERE l."order_id" = NEW."id" AND NEW."status" <> 'CANCELLED';
END;

-- What is there already.
INSERT INTO "tallies" ("kind", "level", "period", "part", "counted", "total_minor")
  SELECT 'orders', 0, (unixepoch("created_at") + 62135596800) / 900, "status", COUNT(*), SUM("total_minor") FROM "orders" GROUP BY 3, 4;
INSERT INTO "tallies" ("kind", "level", "period", "part", "counted", "total_minor")
  SELECT 'services', 0, (unixepoch(o."created_at") + 62135596800) / 900, l."service_id", COUNT(DISTINCT o."id"), 0 FROM "orders" o JOIN "order_lines" l ON l."order_id" = o."id"
  WHERE o."status" <> 'CANCELLED' GROUP BY 3, 4;
INSERT INTO "tallies" ("kind", "level", "period", "part", "counted", "total_minor")
  SELECT 'customers', 0, (unixepoch("created_at") + 62135596800) / 900, CASE WHEN "email" IS NULL THEN 'ERASED' ELSE "status" END, COUNT(*), 0 FROM "customers" GROUP BY 3, 4;
INSERT INTO "tallies" ("kind", "level", "period", "part", "counted", "total_minor")
  SELECT 'deliveries', 0, 0, "status", COUNT(*), 0 FROM "deliveries" GROUP BY 3, 4;
INSERT INTO "tallies" ("kind", "level", "period", "part", "counted", "total_minor")
  SELECT 'worker-deliveries', 0, 0, "worker_id" || ' ' || "status", COUNT(*), 0 FROM "deliveries" GROUP BY 3, 4;
INSERT INTO "tallies" ("kind", "level", "period", "part", "counted", "total_minor")
  SELECT 'tracks', 0, 0, CAST("worker_id" AS TEXT), COUNT(*), 0 FROM "tracks" GROUP BY 3, 4;
INSERT INTO "tallies" ("kind", "level", "period", "part", "counted", "total_minor")
  SELECT 'batches', 0, 0, "status" || ' ' || "type", COUNT(*), 0 FROM "transit_batches" GROUP BY 3, 4;
INSERT INTO "tallies" ("kind", "level", "period", "part", "counted", "total_minor")
  SELECT 'audit', 0, (unixepoch("at") + 62135596800) / 900, "entity", COUNT(*), 0 FROM "audit_entries" GROUP BY 3, 4;
INSERT INTO "tallies" ("kind", "level", "period", "part", "counted", "total_minor")
  SELECT 'audit-actors', 0, (unixepoch("at") + 62135596800) / 900, "actor", COUNT(*), 0 FROM "audit_entries" GROUP BY 3, 4;
INSERT INTO "tallies" ("kind", "level", "period", "part", "counted", "total_minor")
  SELECT 'audit-acts', 0, (unixepoch("at") + 62135596800) / 900, "actor" || ' ' || "entity", COUNT(*), 0 FROM "audit_entries" GROUP BY 3, 4;
INSERT INTO "tallies" ("kind", "level", "period", "part", "counted", "total_minor")
  SELECT t."kind", w."level", t."period" / w."width", t."part", SUM(t."counted"), SUM(t."total_minor")
  FROM "tallies" t CROSS JOIN (SELECT 1 AS "level", 96 AS "width" UNION ALL SELECT 2, 3072 UNION ALL SELECT 3, 1073741824) w
  WHERE t."level" = 0 GROUP BY 1, 2, 3, 4;
