-- CreateTable
CREATE TABLE "tallies" (
    "kind" TEXT NOT NULL,
    "level" INTEGER NOT NULL,
    "period" INTEGER NOT NULL,
    "part" TEXT NOT NULL,
    "counted" BIGINT NOT NULL,
    "total_minor" BIGINT NOT NULL,

    CONSTRAINT "tallies_pkey" PRIMARY KEY ("kind","level","period","part")
);

-- CreateTable
CREATE TABLE "tally_changes" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "period" INTEGER NOT NULL,
    "part" TEXT NOT NULL,
    "counted" BIGINT NOT NULL,
    "total_minor" BIGINT NOT NULL,

    CONSTRAINT "tally_changes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "tally_changes_kind_idx" ON "tally_changes"("kind");

-- Triggers: whatever statement changes rows, what it changes of the tallies is appended in the same transaction, once for the statement.

CREATE FUNCTION "tally_period"("at" TIMESTAMP) RETURNS INTEGER LANGUAGE sql IMMUTABLE AS
$$ SELECT CAST(floor((extract(epoch FROM "at") + 62135596800) / 900) AS INTEGER) $$;

CREATE FUNCTION "tally_orders"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT c."kind", c."period", c."part", SUM(c."counted"), SUM(c."total_minor") FROM (
      SELECT 'orders', "tally_period"("created_at"), CAST("status" AS TEXT), 1, "total_minor" FROM "new_rows"
    ) AS c ("kind", "period", "part", "counted", "total_minor")
    GROUP BY 1, 2, 3 HAVING SUM(c."counted") <> 0 OR SUM(c."total_minor") <> 0;
  ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT c."kind", c."period", c."part", SUM(c."counted"), SUM(c."total_minor") FROM (
      SELECT 'orders', "tally_period"("created_at"), CAST("status" AS TEXT), -1, -"total_minor" FROM "old_rows"
      UNION ALL SELECT 'orders', "tally_period"("created_at"), CAST("status" AS TEXT), 1, "total_minor" FROM "new_rows"
    ) AS c ("kind", "period", "part", "counted", "total_minor")
    GROUP BY 1, 2, 3 HAVING SUM(c."counted") <> 0 OR SUM(c."total_minor") <> 0;
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT 'services', c."period", c."service_id", SUM(c."counted"), 0 FROM (
      SELECT "tally_period"(o."created_at") AS "period", l."service_id", o."counted" FROM (
        SELECT b."id", b."created_at", SUM(b."counted") AS "counted" FROM (
          SELECT "id", "created_at", 1 AS "counted" FROM "new_rows" WHERE "status" <> 'CANCELLED'
          UNION ALL SELECT "id", "created_at", -1 FROM "old_rows" WHERE "status" <> 'CANCELLED'
        ) b GROUP BY 1, 2 HAVING SUM(b."counted") <> 0
      ) o CROSS JOIN LATERAL (SELECT DISTINCT "service_id" FROM "order_lines" WHERE "order_id" = o."id") l
    ) AS c GROUP BY 2, 3 HAVING SUM(c."counted") <> 0;
  ELSE
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT c."kind", c."period", c."part", SUM(c."counted"), SUM(c."total_minor") FROM (
      SELECT 'orders', "tally_period"("created_at"), CAST("status" AS TEXT), -1, -"total_minor" FROM "old_rows"
    ) AS c ("kind", "period", "part", "counted", "total_minor")
    GROUP BY 1, 2, 3 HAVING SUM(c."counted") <> 0 OR SUM(c."total_minor") <> 0;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION "tally_customers"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT c."kind", c."period", c."part", SUM(c."counted"), SUM(c."total_minor") FROM (
      SELECT 'customers', "tally_period"("created_at"), CASE WHEN "email" IS NULL THEN 'ERASED' ELSE CAST("status" AS TEXT) END, 1, 0 FROM "new_rows"
    ) AS c ("kind", "period", "part", "counted", "total_minor")
    GROUP BY 1, 2, 3 HAVING SUM(c."counted") <> 0 OR SUM(c."total_minor") <> 0;
  ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT c."kind", c."period", c."part", SUM(c."counted"), SUM(c."total_minor") FROM (
      SELECT 'customers', "tally_period"("created_at"), CASE WHEN "email" IS NULL THEN 'ERASED' ELSE CAST("status" AS TEXT) END, -1, 0 FROM "old_rows"
      UNION ALL SELECT 'customers', "tally_period"("created_at"), CASE WHEN "email" IS NULL THEN 'ERASED' ELSE CAST("status" AS TEXT) END, 1, 0 FROM "new_rows"
    ) AS c ("kind", "period", "part", "counted", "total_minor")
    GROUP BY 1, 2, 3 HAVING SUM(c."counted") <> 0 OR SUM(c."total_minor") <> 0;
  ELSE
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT c."kind", c."period", c."part", SUM(c."counted"), SUM(c."total_minor") FROM (
      SELECT 'customers', "tally_period"("created_at"), CASE WHEN "email" IS NULL THEN 'ERASED' ELSE CAST("status" AS TEXT) END, -1, 0 FROM "old_rows"
    ) AS c ("kind", "period", "part", "counted", "total_minor")
    GROUP BY 1, 2, 3 HAVING SUM(c."counted") <> 0 OR SUM(c."total_minor") <> 0;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION "tally_deliveries"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT c."kind", c."period", c."part", SUM(c."counted"), SUM(c."total_minor") FROM (
      SELECT 'deliveries', 0, CAST("status" AS TEXT), 1, 0 FROM "new_rows"
      UNION ALL SELECT 'worker-deliveries', 0, "worker_id" || ' ' || CAST("status" AS TEXT), 1, 0 FROM "new_rows"
    ) AS c ("kind", "period", "part", "counted", "total_minor")
    GROUP BY 1, 2, 3 HAVING SUM(c."counted") <> 0 OR SUM(c."total_minor") <> 0;
  ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT c."kind", c."period", c."part", SUM(c."counted"), SUM(c."total_minor") FROM (
      SELECT 'deliveries', 0, CAST("status" AS TEXT), -1, 0 FROM "old_rows"
      UNION ALL SELECT 'worker-deliveries', 0, "worker_id" || ' ' || CAST("status" AS TEXT), -1, 0 FROM "old_rows"
      UNION ALL SELECT 'deliveries', 0, CAST("status" AS TEXT), 1, 0 FROM "new_rows"
      UNION ALL SELECT 'worker-deliveries', 0, "worker_id" || ' ' || CAST("status" AS TEXT), 1, 0 FROM "new_rows"
    ) AS c ("kind", "period", "part", "counted", "total_minor")
    GROUP BY 1, 2, 3 HAVING SUM(c."counted") <> 0 OR SUM(c."total_minor") <> 0;
  ELSE
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT c."kind", c."period", c."part", SUM(c."counted"), SUM(c."total_minor") FROM (
      SELECT 'deliveries', 0, CAST("status" AS TEXT), -1, 0 FROM "old_rows"
      UNION ALL SELECT 'worker-deliveries', 0, "worker_id" || ' ' || CAST("status" AS TEXT), -1, 0 FROM "old_rows"
    ) AS c ("kind", "period", "part", "counted", "total_minor")
    GROUP BY 1, 2, 3 HAVING SUM(c."counted") <> 0 OR SUM(c."total_minor") <> 0;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION "tally_tracks"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT c."kind", c."period", c."part", SUM(c."counted"), SUM(c."total_minor") FROM (
      SELECT 'tracks', 0, CAST("worker_id" AS TEXT), 1, 0 FROM "new_rows"
    ) AS c ("kind", "period", "part", "counted", "total_minor")
    GROUP BY 1, 2, 3 HAVING SUM(c."counted") <> 0 OR SUM(c."total_minor") <> 0;
  ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT c."kind", c."period", c."part", SUM(c."counted"), SUM(c."total_minor") FROM (
      SELECT 'tracks', 0, CAST("worker_id" AS TEXT), -1, 0 FROM "old_rows"
      UNION ALL SELECT 'tracks', 0, CAST("worker_id" AS TEXT), 1, 0 FROM "new_rows"
    ) AS c ("kind", "period", "part", "counted", "total_minor")
    GROUP BY 1, 2, 3 HAVING SUM(c."counted") <> 0 OR SUM(c."total_minor") <> 0;
  ELSE
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT c."kind", c."period", c."part", SUM(c."counted"), SUM(c."total_minor") FROM (
      SELECT 'tracks', 0, CAST("worker_id" AS TEXT), -1, 0 FROM "old_rows"
    ) AS c ("kind", "period", "part", "counted", "total_minor")
    GROUP BY 1, 2, 3 HAVING SUM(c."counted") <> 0 OR SUM(c."total_minor") <> 0;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION "tally_transit_batches"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT c."kind", c."period", c."part", SUM(c."counted"), SUM(c."total_minor") FROM (
      SELECT 'batches', 0, CAST("status" AS TEXT) || ' ' || CAST("type" AS TEXT), 1, 0 FROM "new_rows"
    ) AS c ("kind", "period", "part", "counted", "total_minor")
    GROUP BY 1, 2, 3 HAVING SUM(c."counted") <> 0 OR SUM(c."total_minor") <> 0;
  ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT c."kind", c."period", c."part", SUM(c."counted"), SUM(c."total_minor") FROM (
      SELECT 'batches', 0, CAST("status" AS TEXT) || ' ' || CAST("type" AS TEXT), -1, 0 FROM "old_rows"
      UNION ALL SELECT 'batches', 0, CAST("status" AS TEXT) || ' ' || CAST("type" AS TEXT), 1, 0 FROM "new_rows"
    ) AS c ("kind", "period", "part", "counted", "total_minor")
    GROUP BY 1, 2, 3 HAVING SUM(c."counted") <> 0 OR SUM(c."total_minor") <> 0;
  ELSE
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT c."kind", c."period", c."part", SUM(c."counted"), SUM(c."total_minor") FROM (
      SELECT 'batches', 0, CAST("status" AS TEXT) || ' ' || CAST("type" AS TEXT), -1, 0 FROM "old_rows"
    ) AS c ("kind", "period", "part", "counted", "total_minor")
    GROUP BY 1, 2, 3 HAVING SUM(c."counted") <> 0 OR SUM(c."total_minor") <> 0;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION "tally_audit_entries"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT c."kind", c."period", c."part", SUM(c."counted"), SUM(c."total_minor") FROM (
      SELECT 'audit', "tally_period"("at"), "entity", 1, 0 FROM "new_rows"
      UNION ALL SELECT 'audit-actors', "tally_period"("at"), "actor", 1, 0 FROM "new_rows"
      UNION ALL SELECT 'audit-acts', "tally_period"("at"), "actor" || ' ' || "entity", 1, 0 FROM "new_rows"
    ) AS c ("kind", "period", "part", "counted", "total_minor")
    GROUP BY 1, 2, 3 HAVING SUM(c."counted") <> 0 OR SUM(c."total_minor") <> 0;
  ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT c."kind", c."period", c."part", SUM(c."counted"), SUM(c."total_minor") FROM (
      SELECT 'audit', "tally_period"("at"), "entity", -1, 0 FROM "old_rows"
      UNION ALL SELECT 'audit-actors', "tally_period"("at"), "actor", -1, 0 FROM "old_rows"
      UNION ALL SELECT 'audit-acts', "tally_period"("at"), "actor" || ' ' || "entity", -1, 0 FROM "old_rows"
      UNION ALL SELECT 'audit', "tally_period"("at"), "entity", 1, 0 FROM "new_rows"
      UNION ALL SELECT 'audit-actors', "tally_period"("at"), "actor", 1, 0 FROM "new_rows"
      UNION ALL SELECT 'audit-acts', "tally_period"("at"), "actor" || ' ' || "entity", 1, 0 FROM "new_rows"
    ) AS c ("kind", "period", "part", "counted", "total_minor")
    GROUP BY 1, 2, 3 HAVING SUM(c."counted") <> 0 OR SUM(c."total_minor") <> 0;
  ELSE
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT c."kind", c."period", c."part", SUM(c."counted"), SUM(c."total_minor") FROM (
      SELECT 'audit', "tally_period"("at"), "entity", -1, 0 FROM "old_rows"
      UNION ALL SELECT 'audit-actors', "tally_period"("at"), "actor", -1, 0 FROM "old_rows"
      UNION ALL SELECT 'audit-acts', "tally_period"("at"), "actor" || ' ' || "entity", -1, 0 FROM "old_rows"
    ) AS c ("kind", "period", "part", "counted", "total_minor")
    GROUP BY 1, 2, 3 HAVING SUM(c."counted") <> 0 OR SUM(c."total_minor") <> 0;
  END IF;
  RETURN NULL;
END $$;

-- How many orders that are not cancelled name each service, on however many lines.
CREATE FUNCTION "tally_order_lines"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT 'services', c."period", c."service_id", SUM(c."counted"), 0 FROM (
      SELECT "tally_period"(o."created_at") AS "period", p."service_id", 1 AS "counted"
      FROM (SELECT DISTINCT "order_id", "service_id" FROM "new_rows") p JOIN "orders" o ON o."id" = p."order_id" AND o."status" <> 'CANCELLED'
      WHERE NOT EXISTS (SELECT 1 FROM "order_lines" l WHERE l."order_id" = p."order_id" AND l."service_id" = p."service_id" AND NOT EXISTS (
        SELECT 1 FROM "new_rows" n WHERE n."order_id" = l."order_id" AND n."position" = l."position"))
    ) AS c GROUP BY 2, 3 HAVING SUM(c."counted") <> 0;
  ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT 'services', c."period", c."service_id", SUM(c."counted"), 0 FROM (
      SELECT "tally_period"(o."created_at") AS "period", p."service_id", CASE WHEN EXISTS (SELECT 1 FROM "order_lines" l WHERE l."order_id" = p."order_id" AND l."service_id" = p."service_id") THEN 1 ELSE 0 END
      - CASE WHEN EXISTS (SELECT 1 FROM "old_rows" s WHERE s."order_id" = p."order_id" AND s."service_id" = p."service_id") OR EXISTS (SELECT 1 FROM "order_lines" l WHERE l."order_id" = p."order_id" AND l."service_id" = p."service_id" AND NOT EXISTS (
        SELECT 1 FROM "new_rows" n WHERE n."order_id" = l."order_id" AND n."position" = l."position")) THEN 1 ELSE 0 END AS "counted"
      FROM (SELECT "order_id", "service_id" FROM "old_rows" UNION SELECT "order_id", "service_id" FROM "new_rows") p JOIN "orders" o ON o."id" = p."order_id" AND o."status" <> 'CANCELLED'
    ) AS c GROUP BY 2, 3 HAVING SUM(c."counted") <> 0;
  ELSE
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT 'services', c."period", c."service_id", SUM(c."counted"), 0 FROM (
      SELECT "tally_period"(o."created_at") AS "period", p."service_id", -1 AS "counted"
      FROM (SELECT DISTINCT "order_id", "service_id" FROM "old_rows") p JOIN "orders" o ON o."id" = p."order_id" AND o."status" <> 'CANCELLED'
      WHERE NOT EXISTS (SELECT 1 FROM "order_lines" l WHERE l."order_id" = p."order_id" AND l."service_id" = p."service_id")
    ) AS c GROUP BY 2, 3 HAVING SUM(c."counted") <> 0;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER "tally_orders_insert" AFTER INSERT ON "orders" REFERENCING NEW TABLE AS "new_rows" FOR EACH STATEMENT EXECUTE FUNCTION "tally_orders"();
CREATE TRIGGER "tally_orders_update" AFTER UPDATE ON "orders" REFERENCING OLD TABLE AS "old_rows" NEW TABLE AS "new_rows" FOR EACH STATEMENT EXECUTE FUNCTION "tally_orders"();
CREATE TRIGGER "tally_orders_delete" AFTER DELETE ON "orders" REFERENCING OLD TABLE AS "old_rows" FOR EACH STATEMENT EXECUTE FUNCTION "tally_orders"();

CREATE TRIGGER "tally_customers_insert" AFTER INSERT ON "customers" REFERENCING NEW TABLE AS "new_rows" FOR EACH STATEMENT EXECUTE FUNCTION "tally_customers"();
CREATE TRIGGER "tally_customers_update" AFTER UPDATE ON "customers" REFERENCING OLD TABLE AS "old_rows" NEW TABLE AS "new_rows" FOR EACH STATEMENT EXECUTE FUNCTION "tally_customers"();
CREATE TRIGGER "tally_customers_delete" AFTER DELETE ON "customers" REFERENCING OLD TABLE AS "old_rows" FOR EACH STATEMENT EXECUTE FUNCTION "tally_customers"();

CREATE TRIGGER "tally_deliveries_insert" AFTER INSERT ON "deliveries" REFERENCING NEW TABLE AS "new_rows" FOR EACH STATEMENT EXECUTE FUNCTION "tally_deliveries"();
CREATE TRIGGER "tally_deliveries_update" AFTER UPDATE ON "deliveries" REFERENCING OLD TABLE AS "old_rows" NEW TABLE AS "new_rows" FOR EACH STATEMENT EXECUTE FUNCTION "tally_deliveries"();
CREATE TRIGGER "tally_deliveries_delete" AFTER DELETE ON "deliveries" REFERENCING OLD TABLE AS "old_rows" FOR EACH STATEMENT EXECUTE FUNCTION "tally_deliveries"();

CREATE TRIGGER "tally_tracks_insert" AFTER INSERT ON "tracks" REFERENCING NEW TABLE AS "new_rows" FOR EACH STATEMENT EXECUTE FUNCTION "tally_tracks"();
CREATE TRIGGER "tally_tracks_update" AFTER UPDATE ON "tracks" REFERENCING OLD TABLE AS "old_rows" NEW TABLE AS "new_rows" FOR EACH STATEMENT EXECUTE FUNCTION "tally_tracks"();
CREATE TRIGGER "tally_tracks_delete" AFTER DELETE ON "tracks" REFERENCING OLD TABLE AS "old_rows" FOR EACH STATEMENT EXECUTE FUNCTION "tally_tracks"();

CREATE TRIGGER "tally_transit_batches_insert" AFTER INSERT ON "transit_batches" REFERENCING NEW TABLE AS "new_rows" FOR EACH STATEMENT EXECUTE FUNCTION "tally_transit_batches"();
CREATE TRIGGER "tally_transit_batches_update" AFTER UPDATE ON "transit_batches" REFERENCING OLD TABLE AS "old_rows" NEW TABLE AS "new_rows" FOR EACH STATEMENT EXECUTE FUNCTION "tally_transit_batches"();
CREATE TRIGGER "tally_transit_batches_delete" AFTER DELETE ON "transit_batches" REFERENCING OLD TABLE AS "old_rows" FOR EACH STATEMENT EXECUTE FUNCTION "tally_transit_batches"();

CREATE TRIGGER "tally_audit_entries_insert" AFTER INSERT ON "audit_entries" REFERENCING NEW TABLE AS "new_rows" FOR EACH STATEMENT EXECUTE FUNCTION "tally_audit_entries"();
CREATE TRIGGER "tally_audit_entries_update" AFTER UPDATE ON "audit_entries" REFERENCING OLD TABLE AS "old_rows" NEW TABLE AS "new_rows" FOR EACH STATEMENT EXECUTE FUNCTION "tally_audit_entries"();
CREATE TRIGGER "tally_audit_entries_delete" AFTER DELETE ON "audit_entries" REFERENCING OLD TABLE AS "old_rows" FOR EACH STATEMENT EXECUTE FUNCTION "tally_audit_entries"();

CREATE TRIGGER "tally_order_lines_insert" AFTER INSERT ON "order_lines" REFERENCING NEW TABLE AS "new_rows" FOR EACH STATEMENT EXECUTE FUNCTION "tally_order_lines"();
CREATE TRIGGER "tally_order_lines_update" AFTER UPDATE ON "order_lines" REFERENCING OLD TABLE AS "old_rows" NEW TABLE AS "new_rows" FOR EACH STATEMENT EXECUTE FUNCTION "tally_order_lines"();
CREATE TRIGGER "tally_order_lines_delete" AFTER DELETE ON "order_lines" REFERENCING OLD TABLE AS "old_rows" FOR EACH STATEMENT EXECUTE FUNCTION "tally_order_lines"();

-- What is there already. Making the triggers has kept every writer out.
INSERT INTO "tallies" ("kind", "level", "period", "part", "counted", "total_minor")
  SELECT 'orders', 0, "tally_period"("created_at"), CAST("status" AS TEXT), COUNT(*), SUM("total_minor") FROM "orders" GROUP BY 3, 4;
INSERT INTO "tallies" ("kind", "level", "period", "part", "counted", "total_minor")
  SELECT 'services', 0, "tally_period"(o."created_at"), l."service_id", COUNT(DISTINCT o."id"), 0 FROM "orders" o JOIN "order_lines" l ON l."order_id" = o."id"
  WHERE o."status" <> 'CANCELLED' GROUP BY 3, 4;
INSERT INTO "tallies" ("kind", "level", "period", "part", "counted", "total_minor")
  SELECT 'customers', 0, "tally_period"("created_at"), CASE WHEN "email" IS NULL THEN 'ERASED' ELSE CAST("status" AS TEXT) END, COUNT(*), 0 FROM "customers" GROUP BY 3, 4;
INSERT INTO "tallies" ("kind", "level", "period", "part", "counted", "total_minor")
  SELECT 'deliveries', 0, 0, CAST("status" AS TEXT), COUNT(*), 0 FROM "deliveries" GROUP BY 3, 4;
INSERT INTO "tallies" ("kind", "level", "period", "part", "counted", "total_minor")
  SELECT 'worker-deliveries', 0, 0, "worker_id" || ' ' || CAST("status" AS TEXT), COUNT(*), 0 FROM "deliveries" GROUP BY 3, 4;
INSERT INTO "tallies" ("kind", "level", "period", "part", "counted", "total_minor")
  SELECT 'tracks', 0, 0, CAST("worker_id" AS TEXT), COUNT(*), 0 FROM "tracks" GROUP BY 3, 4;
INSERT INTO "tallies" ("kind", "level", "period", "part", "counted", "total_minor")
  SELECT 'batches', 0, 0, CAST("status" AS TEXT) || ' ' || CAST("type" AS TEXT), COUNT(*), 0 FROM "transit_batches" GROUP BY 3, 4;
INSERT INTO "tallies" ("kind", "level", "period", "part", "counted", "total_minor")
  SELECT 'audit', 0, "tally_period"("at"), "entity", COUNT(*), 0 FROM "audit_entries" GROUP BY 3, 4;
INSERT INTO "tallies" ("kind", "level", "period", "part", "counted", "total_minor")
  SELECT 'audit-actors', 0, "tally_period"("at"), "actor", COUNT(*), 0 FROM "audit_entries" GROUP BY 3, 4;
INSERT INTO "tallies" ("kind", "level", "period", "part", "counted", "total_minor")
  SELECT 'audit-acts', 0, "tally_period"("at"), "actor" || ' ' || "entity", COUNT(*), 0 FROM "audit_entries" GROUP BY 3, 4;
INSERT INTO "tallies" ("kind", "level", "period", "part", "counted", "total_minor")
  SELECT t."kind", w."level", t."period" / w."width", t."part", SUM(t."counted"), SUM(t."total_minor")
  FROM "tallies" t CROSS JOIN (SELECT 1 AS "level", 96 AS "width" UNION ALL SELECT 2, 3072 UNION ALL SELECT 3, 1073741824) w
  WHERE t."level" = 0 GROUP BY 1, 2, 3, 4;
