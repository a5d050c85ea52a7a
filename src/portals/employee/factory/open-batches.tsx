import { useTranslations } from 'use-intl';
import { Card } from '../../shared/ui/card.js';
import { Refused } from '../../shared/ui/refused.js';
import { Empty, Loading } from '../../shared/ui/states.js';
import { BatchCard } from './batch-card.js';
import styles from './factory.module.css';
import { useOpenBatches } from './use-batches.js';

/** The batches that are under way, each with its next move. */
export function OpenBatches() {
  const t = useTranslations('factory');
  const { data, error, isPending, refetch } = useOpenBatches();
  return (
    <section className={styles['column']} aria-labelledby="factory-open">
      <h2 id="factory-open">{t('open')}</h2>
      {isPending && <Loading rows={2} />}
      <Refused error={error} again={() => void refetch()} />
      {data?.length === 0 && (
        <Card>
          <Empty title={t('noneOpen')} />
        </Card>
      )}
      {data?.map((batch) => (
        <BatchCard key={batch.id} batch={batch} />
      ))}
    </section>
  );
}
