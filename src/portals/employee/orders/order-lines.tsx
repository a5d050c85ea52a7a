import { useTranslations } from 'use-intl';
import type { Order } from '../../shared/api/records.js';
import { Card } from '../../shared/ui/card.js';
import { useAmounts } from '../../shared/ui/use-amounts.js';
import styles from './order-screen.module.css';
import { useLineWords } from './use-line-words.js';

/** What is in an order, at the prices of its day. */
export function OrderLines({ order }: { order: Order }) {
  const t = useTranslations('order');
  const { money } = useAmounts();
  const lineWords = useLineWords();
  return (
    <Card aria-labelledby="order-lines">
      <h2 id="order-lines">{t('services')}</h2>
      <table className={styles['lines']}>
        <tbody>
          {order.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be alike in everything, and keep their order.
            <tr key={index}>
              <th scope="row">
                {lineWords(item)}
                {item.note && <p className={styles['note']}>{item.note}</p>}
              </th>
              <td className={styles['amount']}>{money(item.lineTotal, order.currency)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('total')}</th>
            <td className={styles['amount']}>{money(order.total, order.currency)}</td>
          </tr>
        </tfoot>
      </table>
    </Card>
  );
}
