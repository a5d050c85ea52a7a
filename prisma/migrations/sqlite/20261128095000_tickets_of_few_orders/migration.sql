-- Few orders have a ticket of an older server: where none has, statistics would have every order read for a look. Prisma cannot say
-- so; the statement is written by hand.
DROP INDEX "orders_ticket_number_idx";
CREATE INDEX "orders_ticket_number_idx" ON "orders"("ticket_number") WHERE "ticket_number" IS NOT NULL;
