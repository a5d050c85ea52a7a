#!/usr/bin/env bash
# A nullable column that nobody has used yet, with an index, and a list of values bound as one parameter: `col IN (SELECT value FROM
# json_each(?))`. NULL equals nothing, so the index finds no row at once. ANALYZE counts the NULLs as one value that all rows share
# (`sqlite_stat1` says `10000 10000`), and from then on SQLite goes through the whole table to find nothing. So the advice to run ANALYZE
# makes this query slower. `col = ?` keeps its index. An index `WHERE col IS NOT NULL` is used again, with or without statistics.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund better-sqlite3@12.6.2
cat > compare.mjs <<'JS'
import Database from 'better-sqlite3';
const db = new Database(':memory:');
db.exec('CREATE TABLE orders (id TEXT PRIMARY KEY, ticket TEXT); CREATE INDEX tickets ON orders(ticket)');
const insert = db.prepare('INSERT INTO orders VALUES (?, NULL)');
db.transaction(() => {
  for (let n = 0; n < 10_000; n += 1) insert.run(`order ${n}`);
})();
const LIST = "SELECT id FROM orders WHERE ticket IN (SELECT value FROM json_each('[\"a\"]'))";
const ONE = "SELECT id FROM orders WHERE ticket = 'a'";
const plan = (text) => db.prepare(`EXPLAIN QUERY PLAN ${text}`).all()[0].detail;
const statistics = () => db.prepare("SELECT stat FROM sqlite_stat1 WHERE idx = 'tickets'").pluck().get();
const seen = { before: plan(LIST) };
db.exec('ANALYZE');
Object.assign(seen, { statistics: statistics(), after: plan(LIST), one: plan(ONE) });
db.exec('DROP INDEX tickets; CREATE INDEX tickets ON orders(ticket) WHERE ticket IS NOT NULL; ANALYZE');
Object.assign(seen, { partial: plan(LIST) });
console.log(`SQLite ${db.prepare('SELECT sqlite_version()').pluck().get()}, Node.js ${process.version}`);
console.log(`list, without statistics:      ${seen.before}`);
console.log(`list, after ANALYZE:           ${seen.after}   (sqlite_stat1: ${seen.statistics})`);
console.log(`one value, after ANALYZE:      ${seen.one}`);
console.log(`list, index of what is there:  ${seen.partial}`);
const searches = [seen.before, seen.one, seen.partial].every((text) => text.startsWith('SEARCH orders USING INDEX tickets'));
process.exit(searches && seen.after === 'SCAN orders' && seen.statistics === '10000 10000' ? 0 : 1);
JS
node compare.mjs
