import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { useOutbox } from '../../shared/outbox/outbox.js';
import { join } from '../../shared/ui/join.js';
import styles from './unsent-badge.module.css';

/** How many orders are not with the server yet: always on the screen while there is one. */
export function UnsentBadge() {
  const t = useTranslations('waiting');
  const entries = useOutbox();
  if (entries.length === 0) return null;
  const isRefused = entries.some(({ refused }) => refused);
  return (
    <Link to="/waiting" className={join(styles['badge'], isRefused && styles['refused'])}>
      {t('count', { count: entries.length })}
    </Link>
  );
}
