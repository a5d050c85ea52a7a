-- Columns are added where they are: to rebuild a table would drop its triggers.

-- CreateTable
CREATE TABLE "shop_settings" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" DATETIME NOT NULL,
    "updated_by" TEXT NOT NULL
);

-- AlterTable
ALTER TABLE "services" ADD COLUMN "unit" TEXT NOT NULL DEFAULT 'PIECE';
ALTER TABLE "services" ADD COLUMN "quantity_decimals" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "services" ADD COLUMN "quantity_step_milli" INTEGER;
ALTER TABLE "services" ADD COLUMN "min_charge_minor" BIGINT;
ALTER TABLE "services" ADD COLUMN "turnaround_days" INTEGER;
ALTER TABLE "services" ADD COLUMN "express_days" INTEGER;

-- AlterTable
ALTER TABLE "orders" ADD COLUMN "ready_by" TEXT;
ALTER TABLE "orders" ADD COLUMN "express" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "order_lines" ADD COLUMN "unit" TEXT NOT NULL DEFAULT 'PIECE';
ALTER TABLE "order_lines" ADD COLUMN "measured_milli" INTEGER;
