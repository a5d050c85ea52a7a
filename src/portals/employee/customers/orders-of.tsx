import { useTranslations } from 'use-intl';
import type { Customer } from '../../shared/api/records.js';
import { More } from '../../shared/ui/more.js';
import { Refused } from '../../shared/ui/refused.js';
import { Empty, Loading } from '../../shared/ui/states.js';
import { OrderList } from '../orders/order-list.js';
import { useOrders } from '../orders/use-orders.js';
import styles from './customer-screen.module.css';

/** The orders of one customer, found by what is known of them and told from those of others of that name. */
export function OrdersOf({ customer }: { customer: Customer }) {
  const t = useTranslations('customers');
  const list = useOrders({ q: customer.phone || customer.email || customer.name });
  const orders = list.data?.orders.filter(({ customerId }) => customerId === customer.id) ?? [];
  return (
    <section className={styles['orders']} aria-labelledby="customer-orders">
      <h2 id="customer-orders">{t('orders')}</h2>
      {list.isPending && <Loading />}
      <Refused error={list.error} again={() => void list.refetch()} />
      {list.isSuccess && orders.length === 0 && <Empty title={t('noOrders')} />}
      {orders.length > 0 && <OrderList orders={orders} />}
      <More of={list} />
    </section>
  );
}
