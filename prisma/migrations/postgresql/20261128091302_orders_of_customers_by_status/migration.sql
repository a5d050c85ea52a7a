-- DropIndex
DROP INDEX "orders_customer_id_created_at_id_idx";

-- CreateIndex
CREATE INDEX "orders_customer_id_created_at_id_status_idx" ON "orders"("customer_id", "created_at", "id", "status");
