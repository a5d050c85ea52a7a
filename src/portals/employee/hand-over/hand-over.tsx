import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { More } from '../../shared/ui/more.js';
import { Refused } from '../../shared/ui/refused.js';
import { Screen } from '../../shared/ui/screen.js';
import { SearchBar } from '../../shared/ui/search-bar.js';
import { Empty, Loading } from '../../shared/ui/states.js';
import { useOrders } from '../orders/use-orders.js';
import { ChosenOrder } from './chosen-order.js';
import styles from './hand-over.module.css';
import { ReadyOrders } from './ready-orders.js';
import { useScanToHandOver } from './use-scan-to-hand-over.js';

const route = getRouteApi('/hand-over');

/** Giving clothes back: scan the ticket or find the name, look, hand over. */
export function HandOver() {
  const t = useTranslations('handOver');
  const { q = '', id } = route.useSearch();
  const navigate = useNavigate();
  // The box is made anew after each one handed over, and so has the focus for the next.
  const [handedOver, setHandedOver] = useState(0);
  const list = useOrders({ status: 'Ready for Delivery', ...(q ? { q } : {}) });
  const search = q ? { q } : {};
  const choose = (chosen: string) =>
    void navigate({ to: '/hand-over', search: { ...search, id: chosen }, replace: true });
  useScanToHandOver(choose);
  const orders = list.data?.orders ?? [];
  return (
    <Screen title={t('title')}>
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <SearchBar
            key={handedOver}
            label={t('box')}
            hint={t('hint')}
            submit={t('find')}
            text={q}
            look={(text) => void navigate({ to: '/hand-over', search: text ? { q: text } : {}, replace: true })}
          />
          <h2>{t('ready')}</h2>
          <Refused error={list.error} again={() => void list.refetch()} />
          {list.isPending && <Loading />}
          {list.isSuccess && orders.length === 0 && (
            <Empty title={q ? t('noMatch', { text: q }) : t('noneTitle')}>{!q && <p>{t('noneText')}</p>}</Empty>
          )}
          {orders.length > 0 && <ReadyOrders orders={orders} chosen={id ?? null} choose={choose} />}
          <More of={list} />
        </div>
        <ChosenOrder
          id={id ?? (q && orders.length === 1 ? orders[0]?.id : undefined)}
          isMeant={id !== undefined}
          done={() => {
            setHandedOver((now) => now + 1);
            void navigate({ to: '/hand-over', search: {}, replace: true });
          }}
        />
      </div>
    </Screen>
  );
}
