import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { Button } from '../../shared/ui/button.js';
import { Card } from '../../shared/ui/card.js';
import { Refused } from '../../shared/ui/refused.js';
import { Empty, Loading } from '../../shared/ui/states.js';
import { tellDone } from '../../shared/ui/toasts.js';
import { ChooseOrders } from './choose-orders.js';
import type { Direction } from './directions.js';
import styles from './factory.module.css';
import { useChosen } from './use-chosen.js';
import { useScanIntoBatch } from './use-scan-into-batch.js';
import { useSend } from './use-send.js';
import { useWaiting } from './use-waiting.js';

const route = getRouteApi('/factory');

/** Picks what goes into the next batch, by scans or by ticks, and sends it off. */
export function MakeBatch() {
  const t = useTranslations('factory');
  const { to = 'factory' } = route.useSearch();
  const direction: Direction = to === 'factory' ? 'STORE_TO_FACTORY' : 'FACTORY_TO_STORE';
  const waiting = useWaiting(direction);
  const { chosen, choose } = useChosen(direction);
  const sending = useSend(direction, (id) => {
    choose(() => new Set());
    tellDone(t('sent', { id }));
  });
  useScanIntoBatch(waiting.orders, choose);
  // What left the list meanwhile is not sent, though it was ticked.
  const ids = waiting.orders.map(({ id }) => id).filter((id) => chosen.has(id));
  return (
    <Card aria-labelledby="factory-make">
      <h2 id="factory-make">{t('make')}</h2>
      <DirectionChoice to={to} />
      <Refused error={waiting.error} again={waiting.again} />
      {waiting.isPending && <Loading />}
      {!waiting.isPending && !waiting.error && waiting.orders.length === 0 && (
        <Empty title={t('nothing')}>
          <p>{t('nothingText')}</p>
        </Empty>
      )}
      {waiting.orders.length > 0 && (
        <>
          <p className={styles['quiet']}>{t('scanHint')}</p>
          <ChooseOrders orders={waiting.orders} chosen={chosen} choose={choose} />
          <Refused error={sending.error} />
          <div className={styles['foot']}>
            <p role="status">{t('chosen', { count: ids.length })}</p>
            <Button
              look="main"
              large
              disabled={ids.length === 0 || sending.isPending}
              onClick={() => sending.mutate(ids)}
            >
              {t(to === 'factory' ? 'sendToFactory' : 'sendToStore')}
            </Button>
          </div>
        </>
      )}
    </Card>
  );
}

function DirectionChoice({ to }: { to: 'factory' | 'store' }) {
  const t = useTranslations('factory');
  const navigate = useNavigate();
  return (
    <fieldset className={styles['directions']}>
      <legend className="spoken">{t('direction')}</legend>
      {(['factory', 'store'] as const).map((where) => (
        <label key={where} className={styles['direction']}>
          <input
            type="radio"
            name="direction"
            checked={to === where}
            onChange={() => void navigate({ to: '/factory', search: { to: where }, replace: true })}
          />
          {t(where === 'factory' ? 'toFactory' : 'toStore')}
        </label>
      ))}
    </fieldset>
  );
}
