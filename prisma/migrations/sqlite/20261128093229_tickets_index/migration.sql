-- DropIndex
DROP INDEX "orders_ticket_number_idx";

-- Few orders, or none, came from the older server: the others need no entry. Prisma cannot say so; the statement is written by hand.
CREATE INDEX "orders_ticket_number_idx" ON "orders"("ticket_number") WHERE "ticket_number" IS NOT NULL;
