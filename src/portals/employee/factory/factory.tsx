import { useTranslations } from 'use-intl';
import { Screen } from '../../shared/ui/screen.js';
import styles from './factory.module.css';
import { MakeBatch } from './make-batch.js';
import { OpenBatches } from './open-batches.js';

/** Orders on their way to the factory and back: what is sent, what has arrived. */
export function Factory() {
  const t = useTranslations('factory');
  return (
    <Screen title={t('title')}>
      <div className={styles['columns']}>
        <MakeBatch />
        <OpenBatches />
      </div>
    </Screen>
  );
}
