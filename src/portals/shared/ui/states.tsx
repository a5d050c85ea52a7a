import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import styles from './states.module.css';

/** A list with nothing in it: what that means, and what to do about it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles['empty']}>
      <p className={styles['title']}>{title}</p>
      {children}
    </div>
  );
}

/** The room of what is being read. */
export function Loading({ rows = 4 }: { rows?: number }) {
  const t = useTranslations('shared');
  return (
    <div className={styles['bars']} role="status">
      <span className="spoken">{t('loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike and never move.
        <div key={row} className={styles['bar']} aria-hidden="true" />
      ))}
    </div>
  );
}
