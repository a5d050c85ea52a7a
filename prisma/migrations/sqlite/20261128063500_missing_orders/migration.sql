-- AlterTable
ALTER TABLE "orders" ADD COLUMN "missing_since" DATETIME;

-- AlterTable
ALTER TABLE "transit_batch_orders" ADD COLUMN "left_as" TEXT;
ALTER TABLE "transit_batch_orders" ADD COLUMN "left_at" DATETIME;

-- What staff look for is little of all there is.
CREATE INDEX "orders_missing_idx" ON "orders"("created_at", "id") WHERE "missing_since" IS NOT NULL;
