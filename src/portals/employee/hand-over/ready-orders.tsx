import type { Order } from '../../shared/api/records.js';
import { useLineWords } from '../orders/use-line-words.js';
import styles from './hand-over.module.css';

type Props = { orders: Order[]; chosen: string | null; choose: (id: string) => void };

/** What hangs ready, to choose from. */
export function ReadyOrders({ orders, chosen, choose }: Props) {
  const lineWords = useLineWords();
  return (
    <ul className={styles['orders']}>
      {orders.map(({ id, customerName, customerPhone, items }) => (
        <li key={id}>
          <button type="button" className={styles['order']} aria-pressed={id === chosen} onClick={() => choose(id)}>
            <span>
              <span className={styles['name']}>{customerName}</span>
              <br />
              <span className={styles['quiet']}>{items.map(lineWords).join(' · ')}</span>
            </span>
            <span>
              <span className={styles['id']}>{id}</span>
              <br />
              <span className={styles['quiet']}>{customerPhone}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
