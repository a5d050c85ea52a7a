import { useTranslations } from 'use-intl';
import type { OrderItem } from '../../shared/api/records.js';
import { useAmounts } from '../../shared/ui/use-amounts.js';

/** A line in words: "3 × Shirt", "2.5 kg Laundry". */
export function useLineWords(): (line: Pick<OrderItem, 'name' | 'quantity' | 'unit'>) => string {
  const t = useTranslations('unit');
  const { number } = useAmounts();
  return ({ name, quantity, unit }) =>
    unit === 'piece' ? `${number(quantity)} × ${name}` : `${t(unit, { count: quantity })} ${name}`;
}
