import { useTranslations } from 'use-intl';
import type { Order } from '../../shared/api/records.js';
import { useAmounts } from '../../shared/ui/use-amounts.js';
import styles from './print.module.css';
import { useLineWords } from './use-line-words.js';

/** The customer's slip, for paper of 80 mm. */
export function ClaimCheck({ order }: { order: Order }) {
  const t = useTranslations('order');
  const { money, day, time } = useAmounts();
  const lineWords = useLineWords();
  return (
    <div className={styles['claim']}>
      <p className={styles['shop']}>FabClean</p>
      <div>
        <p className={styles['number']}>{order.id}</p>
        <p>{order.customerName}</p>
        <p>{time(order.createdAt)}</p>
      </div>
      <table>
        <tbody>
          {order.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: printed once.
            <tr key={index}>
              <th scope="row">{lineWords(item)}</th>
              <td>{money(item.lineTotal, order.currency)}</td>
            </tr>
          ))}
          <tr className={styles['sum']}>
            <th scope="row">{t('total')}</th>
            <td>{money(order.total, order.currency)}</td>
          </tr>
        </tbody>
      </table>
      {order.pickupDate && (
        <p>
          {t('pickup')}: {day(order.pickupDate)}
        </p>
      )}
      {order.specialInstructions && <p>{order.specialInstructions}</p>}
      <img src={`/api/orders/${order.id}/barcode.svg`} alt="" />
    </div>
  );
}
