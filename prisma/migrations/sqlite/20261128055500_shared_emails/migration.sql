-- The e-mail becomes a contact, which several people may share; whoever had it keeps it as the login. Without rebuilding the table:
-- every order refers to it, and its triggers would be lost.
DROP INDEX "customers_email_key";

ALTER TABLE "customers" ADD COLUMN "login_email" TEXT;
ALTER TABLE "customers" ADD COLUMN "phone_key" TEXT NOT NULL DEFAULT '';
ALTER TABLE "customers" ADD COLUMN "phone_country" TEXT NOT NULL DEFAULT '';
ALTER TABLE "customers" ADD COLUMN "merged_into_id" INTEGER REFERENCES "customers" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;

UPDATE "customers" SET "login_email" = "email" WHERE "email" IS NOT NULL;

CREATE UNIQUE INDEX "customers_login_email_key" ON "customers"("login_email");
CREATE INDEX "customers_email_idx" ON "customers"("email");
CREATE INDEX "customers_phone_country_phone_key_idx" ON "customers"("phone_country", "phone_key");
CREATE INDEX "customers_merged_into_id_idx" ON "customers"("merged_into_id");

-- Who has no e-mail is not erased any more: tallies go by the time of the erasure.
DROP TRIGGER "tally_customers_insert";
CREATE TRIGGER "tally_customers_insert" AFTER INSERT ON "customers"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor") VALUES
    ('customers', (unixepoch(NEW."created_at") + 62135596800) / 900, CASE WHEN NEW."deleted_at" IS NOT NULL THEN 'ERASED' ELSE NEW."status" END, 1, 0);
END;

DROP TRIGGER "tally_customers_update";
CREATE TRIGGER "tally_customers_update" AFTER UPDATE OF "deleted_at", "status", "created_at" ON "customers"
WHEN (OLD."deleted_at" IS NULL) IS NOT (NEW."deleted_at" IS NULL) OR OLD."status" IS NOT NEW."status" OR OLD."created_at" IS NOT NEW."created_at"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor") VALUES
    ('customers', (unixepoch(OLD."created_at") + 62135596800) / 900, CASE WHEN OLD."deleted_at" IS NOT NULL THEN 'ERASED' ELSE OLD."status" END, -1, 0),
    ('customers', (unixepoch(NEW."created_at") + 62135596800) / 900, CASE WHEN NEW."deleted_at" IS NOT NULL THEN 'ERASED' ELSE NEW."status" END, 1, 0);
END;

DROP TRIGGER "tally_customers_delete";
CREATE TRIGGER "tally_customers_delete" AFTER DELETE ON "customers"
BEGIN
  INSERT INTO "tally_changes" ("kind", "period", "part", "counted", "total_minor") VALUES
    ('customers', (unixepoch(OLD."created_at") + 62135596800) / 900, CASE WHEN OLD."deleted_at" IS NOT NULL THEN 'ERASED' ELSE OLD."status" END, -1, 0);
END;
