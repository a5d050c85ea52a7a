-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_pieces" (
    "tag" TEXT NOT NULL PRIMARY KEY,
    "order_id" TEXT NOT NULL,
    "line_position" INTEGER,
    "number" INTEGER NOT NULL,
    "voided_at" DATETIME,
    -- What was taken out stands on no line, and everything else on one.
    CONSTRAINT "pieces_voided_check" CHECK (("line_position" IS NULL) = ("voided_at" IS NOT NULL)),
    CONSTRAINT "pieces_order_id_line_position_fkey" FOREIGN KEY ("order_id", "line_position") REFERENCES "order_lines" ("order_id", "position") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_pieces" ("line_position", "number", "order_id", "tag") SELECT "line_position", "number", "order_id", "tag" FROM "pieces";
DROP TABLE "pieces";
ALTER TABLE "new_pieces" RENAME TO "pieces";
CREATE INDEX "pieces_order_id_line_position_idx" ON "pieces"("order_id", "line_position");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
