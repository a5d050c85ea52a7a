-- Orders taken over from an older server stand at the factory without ever having travelled there: they are cleaned at the store.
-- What their timelines tell of it follows, so that both agree.
UPDATE "timeline_entries" SET "status" = 'PROCESSING_AT_STORE'
WHERE "status" = 'PROCESSING' AND "order_id" IN (
  SELECT o."id" FROM "orders" o WHERE o."status" IN ('PROCESSING', 'QUALITY_CHECK') AND NOT EXISTS (
    SELECT 1 FROM "transit_batch_orders" e JOIN "transit_batches" b ON b."id" = e."batch_id"
    WHERE e."order_id" = o."id" AND b."status" <> 'CANCELLED'
  )
);
UPDATE "timeline_entries" SET "status" = 'QUALITY_CHECK_AT_STORE'
WHERE "status" = 'QUALITY_CHECK' AND "order_id" IN (
  SELECT o."id" FROM "orders" o WHERE o."status" IN ('PROCESSING', 'QUALITY_CHECK') AND NOT EXISTS (
    SELECT 1 FROM "transit_batch_orders" e JOIN "transit_batches" b ON b."id" = e."batch_id"
    WHERE e."order_id" = o."id" AND b."status" <> 'CANCELLED'
  )
);
UPDATE "orders" SET "status" = 'PROCESSING_AT_STORE'
WHERE "status" = 'PROCESSING' AND NOT EXISTS (
  SELECT 1 FROM "transit_batch_orders" e JOIN "transit_batches" b ON b."id" = e."batch_id"
  WHERE e."order_id" = "orders"."id" AND b."status" <> 'CANCELLED'
);
UPDATE "orders" SET "status" = 'QUALITY_CHECK_AT_STORE'
WHERE "status" = 'QUALITY_CHECK' AND NOT EXISTS (
  SELECT 1 FROM "transit_batch_orders" e JOIN "transit_batches" b ON b."id" = e."batch_id"
  WHERE e."order_id" = "orders"."id" AND b."status" <> 'CANCELLED'
);
