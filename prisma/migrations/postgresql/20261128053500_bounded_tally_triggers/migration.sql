-- How many lines of an order name a service is counted among the order's own lines; what the statement added and took away tells how many
-- there were before. The empty text keeps PostgreSQL, while it has no statistics to go by, from reading the service's lines: all that were
-- ever sold.
CREATE OR REPLACE FUNCTION "tally_order_lines"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT 'services', "tally_period"(o."created_at"), p."service_id", COUNT(*), 0
    FROM (SELECT "order_id", "service_id", COUNT(*) AS "added" FROM "new_rows" GROUP BY 1, 2) p
    JOIN "orders" o ON o."id" = p."order_id" AND o."status" <> 'CANCELLED'
    CROSS JOIN LATERAL (SELECT COUNT(*) AS "now" FROM "order_lines" l WHERE l."order_id" = p."order_id" AND l."service_id" || '' = p."service_id") c
    WHERE c."now" = p."added" GROUP BY 2, 3;
  ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT 'services', "tally_period"(o."created_at"), p."service_id", SUM(CASE WHEN c."now" > 0 THEN 1 ELSE -1 END), 0
    FROM (
      SELECT b."order_id", b."service_id", SUM(b."added") AS "added" FROM (
        SELECT "order_id", "service_id", 1 AS "added" FROM "new_rows" UNION ALL SELECT "order_id", "service_id", -1 FROM "old_rows"
      ) b GROUP BY 1, 2 HAVING SUM(b."added") <> 0
    ) p
    JOIN "orders" o ON o."id" = p."order_id" AND o."status" <> 'CANCELLED'
    CROSS JOIN LATERAL (SELECT COUNT(*) AS "now" FROM "order_lines" l WHERE l."order_id" = p."order_id" AND l."service_id" || '' = p."service_id") c
    WHERE (c."now" > 0) <> (c."now" - p."added" > 0) GROUP BY 2, 3 HAVING SUM(CASE WHEN c."now" > 0 THEN 1 ELSE -1 END) <> 0;
  ELSE
    INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor")
    SELECT 'services', "tally_period"(o."created_at"), p."service_id", -COUNT(*), 0
    FROM (SELECT DISTINCT "order_id", "service_id" FROM "old_rows") p
    JOIN "orders" o ON o."id" = p."order_id" AND o."status" <> 'CANCELLED'
    CROSS JOIN LATERAL (SELECT COUNT(*) AS "now" FROM "order_lines" l WHERE l."order_id" = p."order_id" AND l."service_id" || '' = p."service_id") c
    WHERE c."now" = 0 GROUP BY 2, 3;
  END IF;
  RETURN NULL;
END $$;
