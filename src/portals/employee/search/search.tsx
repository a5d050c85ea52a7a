import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { More } from '../../shared/ui/more.js';
import { Refused } from '../../shared/ui/refused.js';
import { Screen } from '../../shared/ui/screen.js';
import { SearchBar } from '../../shared/ui/search-bar.js';
import { Empty, Loading } from '../../shared/ui/states.js';
import { CustomerList } from '../customers/customer-list.js';
import { useCustomers } from '../customers/use-customers.js';
import { OrderList } from '../orders/order-list.js';
import { useOrders } from '../orders/use-orders.js';
import styles from './search.module.css';

const route = getRouteApi('/search');

/** One box for everything: orders and customers, by whatever is known of them. */
export function Search() {
  const t = useTranslations('search');
  const { q = '' } = route.useSearch();
  const navigate = useNavigate();
  const orders = useOrders({ q }, q !== '');
  const customers = useCustomers(q, q !== '');
  const isPending = q !== '' && (orders.isPending || customers.isPending);
  const found = (orders.data?.orders.length ?? 0) + (customers.data?.customers.length ?? 0);
  const error = orders.error ?? customers.error;
  return (
    <Screen title={t('title')}>
      <SearchBar
        label={t('box')}
        hint={t('hint')}
        submit={t('submit')}
        text={q}
        look={(text) => void navigate({ to: '/search', search: text ? { q: text } : {}, replace: true })}
      />
      <Refused error={error} />
      {isPending && <Loading />}
      {q !== '' && !isPending && !error && found === 0 && (
        <Empty title={t('noneTitle', { text: q })}>
          <p>{t('noneText')}</p>
        </Empty>
      )}
      {!isPending && customers.data && customers.data.customers.length > 0 && (
        <section className={styles['part']} aria-labelledby="found-customers">
          <h2 id="found-customers">{t('customers')}</h2>
          <CustomerList customers={customers.data.customers.slice(0, 10)} />
        </section>
      )}
      {!isPending && orders.data && orders.data.orders.length > 0 && (
        <section className={styles['part']} aria-labelledby="found-orders">
          <h2 id="found-orders">{t('orders')}</h2>
          <OrderList orders={orders.data.orders} />
          <More of={orders} />
        </section>
      )}
    </Screen>
  );
}
