-- AlterTable
ALTER TABLE "idempotency_keys" DROP CONSTRAINT "idempotency_keys_pkey",
DROP COLUMN "caller",
DROP COLUMN "key",
DROP COLUMN "response_body",
ADD COLUMN     "answer" TEXT,
ADD COLUMN     "id" TEXT NOT NULL,
ALTER COLUMN "created_at" DROP DEFAULT,
ADD CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("id");
