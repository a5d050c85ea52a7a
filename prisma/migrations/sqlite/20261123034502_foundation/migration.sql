-- CreateTable
CREATE TABLE "services" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "category" TEXT,
    "price_minor" BIGINT NOT NULL,
    "duration" TEXT,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "usage_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL,
    "deleted_at" DATETIME
);

-- CreateTable
CREATE TABLE "customers" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "phone" TEXT NOT NULL,
    "address" TEXT,
    "notes" TEXT,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "password_hash" TEXT,
    "token_version" INTEGER NOT NULL DEFAULT 0,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL,
    "deleted_at" DATETIME
);

-- CreateTable
CREATE TABLE "customer_search_terms" (
    "term" TEXT NOT NULL,
    "customer_id" INTEGER NOT NULL,

    PRIMARY KEY ("term", "customer_id"),
    CONSTRAINT "customer_search_terms_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "order_search_terms" (
    "term" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,

    PRIMARY KEY ("term", "order_id"),
    CONSTRAINT "order_search_terms_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "workers" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "role" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "password_hash" TEXT NOT NULL,
    "token_version" INTEGER NOT NULL DEFAULT 0,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL,
    "deleted_at" DATETIME
);

-- CreateTable
CREATE TABLE "admin_users" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "username" TEXT,
    "password_hash" TEXT NOT NULL,
    "session_version" INTEGER NOT NULL DEFAULT 0,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL,
    "deleted_at" DATETIME
);

-- CreateTable
CREATE TABLE "orders" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "customer_id" INTEGER NOT NULL,
    "customer_name" TEXT NOT NULL,
    "customer_email" TEXT NOT NULL,
    "customer_phone" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'AT_STORE',
    "pickup_date" TEXT NOT NULL DEFAULT '',
    "special_instructions" TEXT NOT NULL DEFAULT '',
    "total_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "piece_count" INTEGER NOT NULL,
    "tracking_token_hash" TEXT NOT NULL,
    "in_account" BOOLEAN NOT NULL,
    "proves_account" BOOLEAN NOT NULL,
    "withdrawn_at" DATETIME,
    "open_batch_id" INTEGER,
    "open_delivery_id" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL,
    CONSTRAINT "orders_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "orders_open_batch_id_id_fkey" FOREIGN KEY ("open_batch_id", "id") REFERENCES "transit_batch_orders" ("batch_id", "order_id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "orders_open_delivery_id_fkey" FOREIGN KEY ("open_delivery_id") REFERENCES "deliveries" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "order_lines" (
    "order_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "service_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "category" TEXT,
    "quantity" INTEGER NOT NULL,
    "unit_price_minor" BIGINT NOT NULL,
    "line_total_minor" BIGINT NOT NULL,
    "note" TEXT,

    PRIMARY KEY ("order_id", "position"),
    CONSTRAINT "order_lines_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "order_lines_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "services" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "pieces" (
    "tag" TEXT NOT NULL PRIMARY KEY,
    "order_id" TEXT NOT NULL,
    "line_position" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    CONSTRAINT "pieces_order_id_line_position_fkey" FOREIGN KEY ("order_id", "line_position") REFERENCES "order_lines" ("order_id", "position") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "timeline_entries" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "order_id" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "type" TEXT NOT NULL,
    "status" TEXT,
    "actor" TEXT NOT NULL,
    "note" TEXT,
    CONSTRAINT "timeline_entries_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "transit_batches" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "transit_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'PENDING',
    "created_by" TEXT NOT NULL,
    "created_by_actor" TEXT NOT NULL,
    "order_count" INTEGER NOT NULL,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "initiated_at" DATETIME,
    "arrived_at" DATETIME,
    "completed_at" DATETIME,
    "cancelled_at" DATETIME
);

-- CreateTable
CREATE TABLE "transit_batch_orders" (
    "batch_id" INTEGER NOT NULL,
    "order_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    PRIMARY KEY ("batch_id", "order_id"),
    CONSTRAINT "transit_batch_orders_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "transit_batches" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "transit_batch_orders_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "deliveries" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "order_id" TEXT NOT NULL,
    "worker_id" INTEGER NOT NULL,
    "vehicle_id" TEXT,
    "driver_name" TEXT,
    "address" TEXT,
    "status" TEXT NOT NULL DEFAULT 'PENDING',
    "estimated_delivery" DATETIME,
    "started_at" DATETIME,
    "actual_delivery" DATETIME,
    "failure_reason" TEXT,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "deliveries_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "deliveries_worker_id_fkey" FOREIGN KEY ("worker_id") REFERENCES "workers" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "tracks" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "order_id" TEXT NOT NULL,
    "worker_id" INTEGER NOT NULL,
    "order_email" TEXT,
    "order_status" TEXT NOT NULL,
    "location" TEXT,
    "note" TEXT,
    "scanned_at" DATETIME NOT NULL,
    CONSTRAINT "tracks_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "tracks_worker_id_fkey" FOREIGN KEY ("worker_id") REFERENCES "workers" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "data" TEXT NOT NULL,
    "admin_id" INTEGER,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "revoked_tokens" (
    "jti" TEXT NOT NULL PRIMARY KEY,
    "expires_at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" DATETIME NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "request_id" TEXT,
    "detail" TEXT
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "caller" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "response_body" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" DATETIME NOT NULL,

    PRIMARY KEY ("caller", "key")
);

-- CreateIndex
CREATE INDEX "services_created_at_id_idx" ON "services"("created_at" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "customers_email_key" ON "customers"("email");

-- CreateIndex
CREATE INDEX "customers_created_at_id_idx" ON "customers"("created_at", "id");

-- CreateIndex
CREATE INDEX "customers_status_created_at_id_idx" ON "customers"("status", "created_at", "id");

-- CreateIndex
CREATE INDEX "customer_search_terms_customer_id_idx" ON "customer_search_terms"("customer_id");

-- CreateIndex
CREATE INDEX "order_search_terms_order_id_idx" ON "order_search_terms"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "workers_email_key" ON "workers"("email");

-- CreateIndex
CREATE INDEX "workers_created_at_id_idx" ON "workers"("created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "admin_users_email_key" ON "admin_users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "admin_users_username_key" ON "admin_users"("username");

-- CreateIndex
CREATE INDEX "admin_users_created_at_id_idx" ON "admin_users"("created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "orders_tracking_token_hash_key" ON "orders"("tracking_token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "orders_open_delivery_id_key" ON "orders"("open_delivery_id");

-- CreateIndex
CREATE INDEX "orders_customer_id_created_at_id_idx" ON "orders"("customer_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "orders_created_at_id_idx" ON "orders"("created_at", "id");

-- CreateIndex
CREATE INDEX "orders_status_created_at_id_idx" ON "orders"("status", "created_at", "id");

-- CreateIndex
CREATE INDEX "orders_status_pickup_date_idx" ON "orders"("status", "pickup_date");

-- CreateIndex
CREATE INDEX "orders_open_batch_id_id_idx" ON "orders"("open_batch_id", "id");

-- CreateIndex
CREATE INDEX "order_lines_service_id_idx" ON "order_lines"("service_id");

-- CreateIndex
CREATE INDEX "pieces_order_id_line_position_idx" ON "pieces"("order_id", "line_position");

-- CreateIndex
CREATE INDEX "timeline_entries_order_id_id_idx" ON "timeline_entries"("order_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "transit_batches_transit_id_key" ON "transit_batches"("transit_id");

-- CreateIndex
CREATE INDEX "transit_batches_created_at_id_idx" ON "transit_batches"("created_at", "id");

-- CreateIndex
CREATE INDEX "transit_batches_status_created_at_id_idx" ON "transit_batches"("status", "created_at", "id");

-- CreateIndex
CREATE INDEX "transit_batch_orders_order_id_idx" ON "transit_batch_orders"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "transit_batch_orders_batch_id_position_key" ON "transit_batch_orders"("batch_id", "position");

-- CreateIndex
CREATE INDEX "deliveries_created_at_id_idx" ON "deliveries"("created_at", "id");

-- CreateIndex
CREATE INDEX "deliveries_worker_id_created_at_id_idx" ON "deliveries"("worker_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "deliveries_worker_id_status_created_at_id_idx" ON "deliveries"("worker_id", "status", "created_at", "id");

-- CreateIndex
CREATE INDEX "deliveries_status_created_at_id_idx" ON "deliveries"("status", "created_at", "id");

-- CreateIndex
CREATE INDEX "deliveries_order_id_idx" ON "deliveries"("order_id");

-- CreateIndex
CREATE INDEX "tracks_worker_id_scanned_at_id_idx" ON "tracks"("worker_id", "scanned_at", "id");

-- CreateIndex
CREATE INDEX "tracks_order_id_id_idx" ON "tracks"("order_id", "id");

-- CreateIndex
CREATE INDEX "tracks_scanned_at_idx" ON "tracks"("scanned_at");

-- CreateIndex
CREATE INDEX "sessions_expires_at_idx" ON "sessions"("expires_at");

-- CreateIndex
CREATE INDEX "sessions_admin_id_idx" ON "sessions"("admin_id");

-- CreateIndex
CREATE INDEX "revoked_tokens_expires_at_idx" ON "revoked_tokens"("expires_at");

-- CreateIndex
CREATE INDEX "audit_entries_at_id_idx" ON "audit_entries"("at", "id");

-- CreateIndex
CREATE INDEX "audit_entries_actor_at_id_idx" ON "audit_entries"("actor", "at", "id");

-- CreateIndex
CREATE INDEX "audit_entries_entity_at_id_idx" ON "audit_entries"("entity", "at", "id");

-- CreateIndex
CREATE INDEX "audit_entries_entity_entity_id_id_idx" ON "audit_entries"("entity", "entity_id", "id");

-- CreateIndex
CREATE INDEX "idempotency_keys_expires_at_idx" ON "idempotency_keys"("expires_at");
