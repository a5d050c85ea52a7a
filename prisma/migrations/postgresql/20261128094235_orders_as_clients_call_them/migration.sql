-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "client_id" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "orders_client_id_key" ON "orders"("client_id");
