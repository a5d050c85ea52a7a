-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "OrderStatus" ADD VALUE 'PROCESSING_AT_STORE' AFTER 'QUALITY_CHECK';
ALTER TYPE "OrderStatus" ADD VALUE 'QUALITY_CHECK_AT_STORE' AFTER 'PROCESSING_AT_STORE';

-- AlterTable
ALTER TABLE "pieces" ADD COLUMN     "voided_at" TIMESTAMP(3),
ALTER COLUMN "line_position" DROP NOT NULL;

-- What was taken out stands on no line, and everything else on one.
ALTER TABLE "pieces" ADD CONSTRAINT "pieces_voided_check" CHECK (("line_position" IS NULL) = ("voided_at" IS NOT NULL));
