import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { useOutbox } from '../../shared/outbox/outbox.js';
import { sendWaiting } from '../../shared/outbox/send-waiting.js';
import { Button } from '../../shared/ui/button.js';
import { Notice } from '../../shared/ui/notice.js';
import { Screen } from '../../shared/ui/screen.js';
import { Empty } from '../../shared/ui/states.js';
import { UnsentCard } from './unsent-card.js';
import styles from './waiting.module.css';

const route = getRouteApi('/waiting');

/** What was placed at this machine and the server does not have yet, and what it refused and somebody has to settle. */
export function Waiting() {
  const t = useTranslations('waiting');
  const { kept } = route.useSearch();
  const navigate = useNavigate();
  const entries = useOutbox();
  return (
    <Screen
      title={t('title')}
      actions={
        entries.some(({ refused }) => !refused) && <Button onClick={() => void sendWaiting()}>{t('sendNow')}</Button>
      }
    >
      {!isSecureContext && <Notice tone="warn" title={t('insecure')} />}
      {kept !== undefined && entries.some(({ key }) => key === kept) && (
        <Notice tone="good" title={t('kept')}>
          <Button look="main" shortcut="F2" onClick={() => void navigate({ to: '/take-in' })}>
            {t('next')}
          </Button>
        </Notice>
      )}
      {entries.length === 0 && (
        <Empty title={t('noneTitle')}>
          <p>{t('noneText')}</p>
        </Empty>
      )}
      <ul className={styles['list']}>
        {entries.map((entry) => (
          <li key={entry.key}>
            <UnsentCard entry={entry} />
          </li>
        ))}
      </ul>
    </Screen>
  );
}
