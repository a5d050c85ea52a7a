-- AlterTable
ALTER TABLE "webhook_deliveries" ADD COLUMN     "settled_at" TIMESTAMP(3);

-- CreateIndex
CREATE INDEX "webhook_deliveries_settled_at_idx" ON "webhook_deliveries"("settled_at");

-- What is over already: parked ones gave up at the end of their time at the latest.
UPDATE "webhook_deliveries" SET "settled_at" = COALESCE("delivered_at", "retry_until") WHERE "status" <> 'PENDING';
