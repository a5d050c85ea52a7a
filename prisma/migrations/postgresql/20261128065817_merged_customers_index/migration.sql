-- DropIndex
DROP INDEX "customers_merged_into_id_idx";

-- Most customers were never merged into another: their rows need no entry. Prisma cannot say so; the statement is written by hand.
CREATE INDEX "customers_merged_into_id_idx" ON "customers"("merged_into_id") WHERE "merged_into_id" IS NOT NULL;
