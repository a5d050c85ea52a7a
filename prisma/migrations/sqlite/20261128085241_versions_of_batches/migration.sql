-- Without rebuilding the table: its triggers would be lost.
ALTER TABLE "transit_batches" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
