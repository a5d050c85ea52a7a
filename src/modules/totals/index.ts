export { countWithin, type ListRange } from './count-within.js';
export { keepTotals } from './keep-totals.js';
export { quarterAt, quartersOf } from './periods.js';
export { countFromTotals, readTotals, readTotalsByPeriod, type TotalKind } from './read-totals.sql.js';
export { findWrongTotals, rebuildTotals } from './recount.sql.js';
