-- CreateTable
CREATE TABLE "term_runs" (
    "name" TEXT NOT NULL,
    "rules" INTEGER NOT NULL,
    "last_id" TEXT NOT NULL,
    "is_whole" BOOLEAN NOT NULL,

    CONSTRAINT "term_runs_pkey" PRIMARY KEY ("name")
);
