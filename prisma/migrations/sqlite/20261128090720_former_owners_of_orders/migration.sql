-- CreateTable
CREATE TABLE "order_former_owners" (
    "order_id" TEXT NOT NULL,
    "until_entry" INTEGER NOT NULL,
    "until_track" INTEGER NOT NULL,
    "until_delivery" INTEGER NOT NULL,
    "customer_id" INTEGER NOT NULL,

    PRIMARY KEY ("order_id", "until_entry"),
    CONSTRAINT "order_former_owners_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "order_former_owners_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "order_former_owners_customer_id_idx" ON "order_former_owners"("customer_id");
