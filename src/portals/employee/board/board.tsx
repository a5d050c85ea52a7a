import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { More } from '../../shared/ui/more.js';
import { Refused } from '../../shared/ui/refused.js';
import { Screen } from '../../shared/ui/screen.js';
import { Empty, Loading } from '../../shared/ui/states.js';
import { OrderList } from '../orders/order-list.js';
import { useOrders } from '../orders/use-orders.js';
import styles from './board.module.css';
import { type Place, places } from './places.js';

const route = getRouteApi('/board');

/** Where the shop's orders are, list by list, as it happens. */
export function Board() {
  const t = useTranslations('board');
  const status = useTranslations('status');
  const { at = 'waiting' } = route.useSearch();
  const list = useOrders(places[at]);
  const nameOf = (place: Place) => {
    const filters = places[place];
    if ('status' in filters) return status(filters.status);
    return t(place === 'missing' ? 'missing' : 'waiting');
  };
  return (
    <Screen
      title={t('title')}
      beside={list.data && <p className={styles['count']}>{t('count', { count: list.data.total })}</p>}
    >
      <nav className={styles['places']} aria-label={t('where')}>
        {(Object.keys(places) as Place[]).map((place) => (
          <Link
            key={place}
            to="/board"
            search={{ at: place }}
            className={styles['place']}
            aria-current={place === at ? 'page' : undefined}
          >
            {nameOf(place)}
          </Link>
        ))}
      </nav>
      <Refused error={list.error} again={() => void list.refetch()} />
      {list.isPending && <Loading rows={6} />}
      {list.data?.orders.length === 0 && (
        <Empty title={t('emptyTitle')}>
          <p>{t('emptyText')}</p>
        </Empty>
      )}
      {list.data && list.data.orders.length > 0 && <OrderList orders={list.data.orders} />}
      <More of={list} />
    </Screen>
  );
}
