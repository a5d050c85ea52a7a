import { TERM_RULES } from '../../../src/modules/search/remake-terms.js';
import type { Dialect } from './dialect.js';
import { type GeneratedOrder, orderStatements, serviceStatements, timelineStatement } from './order-statements.js';
import { deliveryStatements, recordStatements } from './shop-statements.js';

/** Orders of a chain of ten stores on one day: the rate stays, the history grows. */
const ORDERS_A_DAY = 600;
const ORDERS_A_CUSTOMER = 20;
/** The newest orders, still at the counter, and those before them, waiting for their customers. */
const AT_COUNTER = 200;
const READY = 200;

const FIRST_NAMES = ['Asha', 'Bela', 'Chetan', 'Divya', 'Esha', 'Farid', 'Gita', 'Hari', 'Indu', 'Jaya'];
const LAST_NAMES = ['Rao', 'Iyer', 'Das', 'Nair', 'Khan', 'Shah', 'Bose', 'Roy', 'Sen', 'Pillai', 'Menon'];

/** Odd, so that multiplying by it modulo 2^32 gives every order another id, and neighbours distant ones. */
const SCATTER = 2_654_435_769;

/** The id of the history's order `place`, from 0, the oldest. */
export function historyOrderId(place: number): string {
  return Number((BigInt(place + 1) * BigInt(SCATTER)) % 4_294_967_296n)
    .toString(16)
    .padStart(8, '0');
}

/** Customer `number` of the history, as an order of theirs repeats it. */
export function historyCustomer(number: number): { name: string; email: string; phone: string } {
  const [first, last] = [FIRST_NAMES[number % FIRST_NAMES.length], LAST_NAMES[number % LAST_NAMES.length]];
  return {
    name: `${first} ${last}`,
    email: `c${number}@example.com`,
    phone: `+9198${String(number).padStart(8, '0')}`,
  };
}

/**
 * SQL that fills a migrated and seeded database with `orders` orders until `endSeconds` (since 1970, UTC): two lines, five pieces
 * and their timeline each over so many services, at 600 a day; all but the newest were made ready by an employee on the spot and handed over, some at the
 * customer's door.
 */
export function historyStatements(dialect: Dialect, orders: number, endSeconds: number, services = 3): string[] {
  const customers = Math.max(1, Math.floor(orders / ORDERS_A_CUSTOMER));
  const step = 86_400 / ORDERS_A_DAY;
  const start = endSeconds - orders * step;
  const isReady = `i < ${orders - AT_COUNTER}`;
  const isGone = `i < ${orders - AT_COUNTER - READY}`;
  const customerId = `(i % ${customers} + 1)`;
  const orderOf = (i: string): GeneratedOrder => ({
    id: dialect.id(`(${i} + 1) * ${SCATTER} % 4294967296`),
    customerId,
    ...customerExpressions(dialect, customerId),
    status: `CASE WHEN ${isGone} THEN 'DELIVERED' WHEN ${isReady} THEN 'READY_FOR_DELIVERY' ELSE 'AT_STORE' END`,
    at: `${start} + ${i} * ${step}`,
  });
  const order = orderOf('i');
  const ready = { type: 'status', status: 'READY_FOR_DELIVERY', actor: 'employee:1', after: 60 };
  return [
    ...customerStatements(dialect, customers, order.at),
    ...serviceStatements(dialect, services),
    ...orderStatements(dialect, orders, order, services),
    timelineStatement(dialect, orders, order, ready, isReady),
    ...deliveryStatements(dialect, orders, order, isGone),
    timelineStatement(dialect, orders, order, { ...ready, status: 'DELIVERED', after: 120 }, isGone),
    ...recordStatements(dialect, orders, orderOf),
    // The product would make the terms again, of one record after the other, while it is measured.
    ...['customers', 'orders'].map(
      (name) => `INSERT INTO term_runs (name, rules, last_id, is_whole) VALUES ('${name}', ${TERM_RULES}, '', TRUE)`,
    ),
  ];
}

function customerStatements(dialect: Dialect, customers: number, at: string): string[] {
  const { series, digits, time, hex } = dialect;
  const number = '(i + 1)';
  const { name, email, phone } = customerExpressions(dialect, number);
  const words = [FIRST_NAMES, LAST_NAMES].map((names) =>
    oneOf(
      names.map((text) => text.toLowerCase()),
      number,
    ),
  );
  const terms = [...words, email, `'c' || ${number}`, ...endings(digits(number, 8))];
  return [
    `${series(customers)} INSERT INTO customers (id, name, email, login_email, phone, phone_key, phone_country, created_at, updated_at)
     SELECT ${number}, ${name}, ${email}, ${email}, ${phone}, '9198' || ${digits(number, 8)}, 'IN', ${time(at)}, ${time(at)} FROM n`,
    ...terms.map(
      (term) =>
        `${series(customers)} INSERT INTO customer_search_terms (term, customer_id) SELECT ${hex(term)}, ${number} FROM n`,
    ),
  ];
}

function customerExpressions({ digits }: Dialect, number: string) {
  return {
    name: `${oneOf(FIRST_NAMES, number)} || ' ' || ${oneOf(LAST_NAMES, number)}`,
    email: `'c' || ${number} || '@example.com'`,
    phone: `'+9198' || ${digits(number, 8)}`,
  };
}

function oneOf(texts: string[], number: string): string {
  return `CASE ${number} % ${texts.length} ${texts.map((text, place) => `WHEN ${place} THEN '${text}'`).join(' ')} END`;
}

// Every ending of at least four digits, as the search index has them; the number is 91 98 and eight digits.
function endings(lastEight: string): string[] {
  const long = ['9198', '198', '98', '8'].map((lead) => `'${lead}' || ${lastEight}`);
  return [...long, ...[1, 2, 3, 4, 5].map((from) => `substr(${lastEight}, ${from})`)];
}
