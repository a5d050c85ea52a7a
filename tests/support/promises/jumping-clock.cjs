// For NODE_OPTIONS=--require: the wall clock of a process, which jumps by the milliseconds that the file CLOCK_FILE says. What measures
// intervals, performance.now() and timers, goes on as it does when an operator or NTP sets a machine's clock.
const { readFileSync } = require('node:fs');

const TrueDate = Date;
const now = () => TrueDate.now() + Number(readFileSync(process.env['CLOCK_FILE'], 'utf8'));

globalThis.Date = class extends TrueDate {
  constructor(...args) {
    super(...(args.length === 0 ? [now()] : args));
  }
  static now() {
    return now();
  }
  static [Symbol.hasInstance](value) {
    return value instanceof TrueDate;
  }
};
