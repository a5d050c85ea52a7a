-- AlterTable
ALTER TABLE "transit_batches" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;
