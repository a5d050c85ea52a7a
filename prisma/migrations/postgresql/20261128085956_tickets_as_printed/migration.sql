-- DropIndex
DROP INDEX "orders_ticket_number_key";

-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "ticket" TEXT;

-- CreateIndex
CREATE INDEX "orders_ticket_number_idx" ON "orders"("ticket_number");
