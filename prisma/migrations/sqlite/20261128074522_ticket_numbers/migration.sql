-- AlterTable
ALTER TABLE "orders" ADD COLUMN "ticket_number" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "orders_ticket_number_key" ON "orders"("ticket_number");
