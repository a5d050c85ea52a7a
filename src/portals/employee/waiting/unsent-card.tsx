import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { newKey } from '../../shared/api/new-key.js';
import { remove } from '../../shared/outbox/outbox.js';
import { keepDraft, type Unsent } from '../../shared/session/store.js';
import { Button } from '../../shared/ui/button.js';
import { Card } from '../../shared/ui/card.js';
import { Chip } from '../../shared/ui/chip.js';
import { Confirm } from '../../shared/ui/confirm.js';
import { Notice } from '../../shared/ui/notice.js';
import { useAmounts } from '../../shared/ui/use-amounts.js';
import type { Draft } from '../take-in/draft.js';
import styles from './waiting.module.css';

/** One order that is not with the server: it waits, or says why a person has to look at it. */
export function UnsentCard({ entry }: { entry: Unsent }) {
  const t = useTranslations('waiting');
  const shared = useTranslations('shared');
  const { money, time } = useAmounts();
  const navigate = useNavigate();
  const [discarding, setDiscarding] = useState(false);
  const { refused, label, total, placedAt, person } = entry;
  const editAgain = async () => {
    await keepDraft('order', { ...(entry.draft as Draft), key: newKey() });
    await remove(entry.key);
    await navigate({ to: '/take-in' });
  };
  return (
    <Card>
      <div className={styles['row']}>
        <div>
          <p className={styles['name']}>{label}</p>
          <p className={styles['quiet']}>
            {money(total)} · {time(new Date(placedAt).toISOString())} · {person.name}
          </p>
        </div>
        <Chip tone={refused ? 'bad' : 'warn'}>{t(refused ? 'refused' : 'waits')}</Chip>
      </div>
      {refused && (
        <>
          <Notice
            tone="bad"
            title={refused.sentence}
            number={refused.requestId && shared('requestNumber', { id: refused.requestId })}
          />
          <div className={styles['row']}>
            <Button look="main" onClick={() => void editAgain()}>
              {t('edit')}
            </Button>
            <Button look="danger" onClick={() => setDiscarding(true)}>
              {t('discard')}
            </Button>
          </div>
        </>
      )}
      <Confirm
        open={discarding}
        title={t('discardTitle', { name: label })}
        yes={t('discard')}
        confirm={() => void remove(entry.key)}
        close={() => setDiscarding(false)}
      >
        <p>{t('discardText')}</p>
      </Confirm>
    </Card>
  );
}
