import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Batch } from '../../shared/api/records.js';
import { Button } from '../../shared/ui/button.js';
import { Confirm } from '../../shared/ui/confirm.js';
import styles from './factory.module.css';
import { useReportMissing } from './use-report-missing.js';

/** What is in a batch; on the way an order may turn out not to be there. */
export function BatchOrders({ batch }: { batch: Batch }) {
  const t = useTranslations('factory');
  const [lost, setLost] = useState<string | null>(null);
  const reporting = useReportMissing(() => setLost(null));
  return (
    <details>
      <summary className={styles['summary']}>{t('showOrders')}</summary>
      <ul className={styles['inside']}>
        {batch.orders.map(({ id, customerName }) => (
          <li key={id}>
            <span>
              <Link to="/orders/$id" params={{ id }} className={styles['id']}>
                {id}
              </Link>{' '}
              {customerName}
            </span>
            {batch.status !== 'PENDING' && (
              <Button look="bare" onClick={() => setLost(id)}>
                {t('notThere')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {lost !== null && (
        <Confirm
          open
          title={t('missingTitle', { id: lost })}
          yes={t('missingYes')}
          busy={reporting.isPending}
          confirm={() => reporting.mutate({ batch: batch.id, order: lost })}
          close={() => setLost(null)}
        >
          <p>{t('missingText')}</p>
        </Confirm>
      )}
    </details>
  );
}
