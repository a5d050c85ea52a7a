-- CreateEnum
CREATE TYPE "ServiceUnit" AS ENUM ('PIECE', 'PAIR', 'KILOGRAM', 'SQUARE_METRE');

-- AlterTable
ALTER TABLE "services" ADD COLUMN     "express_days" INTEGER,
ADD COLUMN     "min_charge_minor" BIGINT,
ADD COLUMN     "quantity_decimals" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "quantity_step_milli" INTEGER,
ADD COLUMN     "turnaround_days" INTEGER,
ADD COLUMN     "unit" "ServiceUnit" NOT NULL DEFAULT 'PIECE';

-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "express" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "ready_by" TEXT;

-- AlterTable
ALTER TABLE "order_lines" ADD COLUMN     "measured_milli" INTEGER,
ADD COLUMN     "unit" "ServiceUnit" NOT NULL DEFAULT 'PIECE';

-- CreateTable
CREATE TABLE "shop_settings" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMP(3) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "shop_settings_pkey" PRIMARY KEY ("key")
);
