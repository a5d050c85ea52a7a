import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Batch } from '../../shared/api/records.js';
import { Button } from '../../shared/ui/button.js';
import { Card } from '../../shared/ui/card.js';
import { Chip } from '../../shared/ui/chip.js';
import { Confirm } from '../../shared/ui/confirm.js';
import { useAmounts } from '../../shared/ui/use-amounts.js';
import { BatchOrders } from './batch-orders.js';
import styles from './factory.module.css';
import { useBatchMoves } from './use-batch-moves.js';

/** One batch: which way it goes, where it is, and the button for what comes next. */
export function BatchCard({ batch }: { batch: Batch }) {
  const t = useTranslations('factory');
  const { time } = useAmounts();
  const { initiate, receive, complete, cancel } = useBatchMoves();
  const [cancelling, setCancelling] = useState(false);
  const isToFactory = batch.type === 'STORE_TO_FACTORY';
  const isBusy = [initiate, receive, complete, cancel].some(({ isPending }) => isPending);
  const since = batch.arrivedAt ?? batch.initiatedAt ?? batch.createdAt;
  return (
    <Card className={styles['batch']} aria-label={batch.transitId}>
      <div className={styles['row']}>
        <h3>{t(isToFactory ? 'toFactory' : 'toStore')}</h3>
        <Chip tone={batch.status === 'ARRIVED' ? 'good' : 'info'}>{t(`status.${batch.status}`)}</Chip>
      </div>
      <p className={styles['quiet']}>
        {t('orders', { count: batch.orderCount })} · {t('since', { time: time(since) })}
        {batch.missingOrderIds.length > 0 && ` · ${t('missingCount', { count: batch.missingOrderIds.length })}`}
        <br />
        {batch.transitId}
      </p>
      <BatchOrders batch={batch} />
      <div className={styles['row']}>
        {batch.status === 'PENDING' && (
          <>
            <Button look="main" disabled={isBusy} onClick={() => initiate.mutate(batch.id)}>
              {t(isToFactory ? 'sendToFactory' : 'sendToStore')}
            </Button>
            <Button look="danger" disabled={isBusy} onClick={() => setCancelling(true)}>
              {t('cancel')}
            </Button>
          </>
        )}
        {batch.status === 'IN_TRANSIT' && (
          <Button look="main" wide disabled={isBusy} onClick={() => receive.mutate(batch.id)}>
            {t('receive')}
          </Button>
        )}
        {batch.status === 'ARRIVED' && (
          <Button look="main" wide disabled={isBusy} onClick={() => complete.mutate(batch.id)}>
            {t('complete')}
          </Button>
        )}
      </div>
      <Confirm
        open={cancelling}
        title={t('cancelTitle', { id: batch.transitId })}
        yes={t('cancel')}
        busy={cancel.isPending}
        confirm={() => cancel.mutate(batch, { onSettled: () => setCancelling(false) })}
        close={() => setCancelling(false)}
      >
        <p>{t('cancelText')}</p>
      </Confirm>
    </Card>
  );
}
