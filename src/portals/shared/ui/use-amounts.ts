import { useFormatter } from 'use-intl';
import { shop } from './shop.js';

/** Writes money, days and times as the language and the shop's zone have them. */
export function useAmounts() {
  const format = useFormatter();
  return {
    money: (amount: number, currency = shop.currency) => format.number(amount, { style: 'currency', currency }),
    number: (amount: number) => format.number(amount, { maximumFractionDigits: 3 }),
    /** A day as the API writes it, `YYYY-MM-DD`: it has no time and so no zone. */
    day: (day: string) =>
      format.dateTime(new Date(`${day}T00:00:00Z`), {
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        timeZone: 'UTC',
      }),
    time: (at: string) =>
      format.dateTime(new Date(at), { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' }),
  };
}
