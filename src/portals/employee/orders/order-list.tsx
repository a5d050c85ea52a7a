import { Link } from '@tanstack/react-router';
import type { Order } from '../../shared/api/records.js';
import { useAmounts } from '../../shared/ui/use-amounts.js';
import styles from './order-list.module.css';
import { StatusChip } from './status-chip.js';
import { useLineWords } from './use-line-words.js';

/** Orders one under the other; each opens. */
export function OrderList({ orders }: { orders: Order[] }) {
  return (
    <ul className={styles['list']}>
      {orders.map((order) => (
        <li key={order.id}>
          <OrderRow order={order} />
        </li>
      ))}
    </ul>
  );
}

function OrderRow({ order }: { order: Order }) {
  const { money, day } = useAmounts();
  const lineWords = useLineWords();
  return (
    <Link to="/orders/$id" params={{ id: order.id }} className={styles['row']}>
      <span className={styles['id']}>{order.id}</span>
      <span className={styles['who']}>
        <span className={styles['name']}>{order.customerName}</span>
        <br />
        <span className={styles['quiet']}>{order.customerPhone}</span>
      </span>
      <span className={styles['what']}>
        <span className={styles['quiet']}>{order.items.map(lineWords).join(' · ')}</span>
      </span>
      <span className={styles['state']}>
        <StatusChip status={order.status} />
      </span>
      <span className={styles['total']}>
        {money(order.total, order.currency)}
        {order.pickupDate && (
          <>
            <br />
            <span className={styles['quiet']}>{day(order.pickupDate)}</span>
          </>
        )}
      </span>
    </Link>
  );
}
