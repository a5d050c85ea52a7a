import { useTranslations } from 'use-intl';
import { useLineWords } from '../orders/use-line-words.js';
import type { Waiting } from './directions.js';
import styles from './factory.module.css';
import type { Choose } from './use-chosen.js';

type Props = { orders: Waiting[]; chosen: ReadonlySet<string>; choose: Choose };

/** The orders that may go, each with a tick. */
export function ChooseOrders({ orders, chosen, choose }: Props) {
  const t = useTranslations('factory');
  const lineWords = useLineWords();
  const areAll = orders.every(({ id }) => chosen.has(id));
  const toggle = (id: string) =>
    choose((now) => {
      const next = new Set(now);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <div>
      <label className={styles['all']}>
        <input
          type="checkbox"
          checked={areAll}
          onChange={() => choose(() => new Set(areAll ? [] : orders.map(({ id }) => id)))}
        />
        {t('all')}
      </label>
      <ul className={styles['orders']}>
        {orders.map(({ id, customerName, items }) => (
          <li key={id}>
            <label className={styles['order']}>
              <input type="checkbox" checked={chosen.has(id)} onChange={() => toggle(id)} />
              <span>
                <span className={styles['name']}>{customerName}</span>
                <br />
                <span className={styles['quiet']}>{items.map(lineWords).join(' · ')}</span>
              </span>
              <span className={styles['id']}>{id}</span>
            </label>
          </li>
        ))}
      </ul>
    </div>
  );
}
