-- CreateEnum
CREATE TYPE "BatchExit" AS ENUM ('TAKEN_OUT', 'MISSING');

-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "missing_since" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "transit_batch_orders" ADD COLUMN     "left_as" "BatchExit",
ADD COLUMN     "left_at" TIMESTAMP(3);

-- What staff look for is little of all there is.
CREATE INDEX "orders_missing_idx" ON "orders"("created_at", "id") WHERE "missing_since" IS NOT NULL;
