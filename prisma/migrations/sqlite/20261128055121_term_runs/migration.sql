-- CreateTable
CREATE TABLE "term_runs" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "rules" INTEGER NOT NULL,
    "last_id" TEXT NOT NULL,
    "is_whole" BOOLEAN NOT NULL
);
