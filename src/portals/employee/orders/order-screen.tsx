import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { Button } from '../../shared/ui/button.js';
import { Notice } from '../../shared/ui/notice.js';
import { Refused } from '../../shared/ui/refused.js';
import { Screen } from '../../shared/ui/screen.js';
import { Loading } from '../../shared/ui/states.js';
import { useAmounts } from '../../shared/ui/use-amounts.js';
import { EditOrder } from './edit-order.js';
import { History } from './history.js';
import { Moves } from './moves.js';
import { OrderFacts } from './order-facts.js';
import { OrderLines } from './order-lines.js';
import styles from './order-screen.module.css';
import { PrintButtons } from './print-buttons.js';
import { StatusChip } from './status-chip.js';
import { useOrder } from './use-order.js';

const route = getRouteApi('/orders/$id');

/** One order: whose it is, what is in it, where it is, and what can be done with it. */
export function OrderScreen() {
  const t = useTranslations('order');
  const { time } = useAmounts();
  const { id } = route.useParams();
  const { placed, like } = route.useSearch();
  const navigate = useNavigate();
  const { data, error, isPending, refetch } = useOrder(id);
  if (isPending) {
    return (
      <Screen title={t('title', { id })}>
        <Loading />
      </Screen>
    );
  }
  if (!data) {
    return (
      <Screen title={t('title', { id })}>
        <Refused error={error} again={() => void refetch()} />
      </Screen>
    );
  }
  const { order } = data;
  return (
    <Screen
      title={t('title', { id: order.id })}
      beside={<StatusChip status={order.status} />}
      actions={<EditOrder order={order} />}
    >
      {placed && (
        <Notice tone="good" title={t('placed')}>
          <div className={styles['moves']}>
            <PrintButtons order={order} main />
            <Button shortcut="F2" onClick={() => void navigate({ to: '/take-in' })}>
              {t('nextOrder')}
            </Button>
          </div>
        </Notice>
      )}
      {like && (
        <Notice tone="warn" title={t('twice', { id: like })}>
          <Button onClick={() => void navigate({ to: '/orders/$id', params: { id: like } })}>{t('lookAtIt')}</Button>
        </Notice>
      )}
      {order.missingSince && <Notice tone="bad" title={t('missing', { time: time(order.missingSince) })} />}
      {!placed && <Moves order={order} />}
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <OrderLines order={order} />
          {placed && <Moves order={order} />}
          <History id={order.id} />
        </div>
        <OrderFacts order={order}>{!placed && <PrintButtons order={order} />}</OrderFacts>
      </div>
    </Screen>
  );
}
