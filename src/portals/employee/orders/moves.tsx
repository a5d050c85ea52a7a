import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Order } from '../../shared/api/records.js';
import { Button } from '../../shared/ui/button.js';
import { AskReason } from './ask-reason.js';
import { type Allowed, movesOf, nameOfMove } from './name-move.js';
import styles from './order-screen.module.css';
import { useMove } from './use-move.js';
import { useTimeline } from './use-order.js';
import { useUndo } from './use-undo.js';

/** What the server lets be done with an order next, as buttons; the likeliest one stands out. */
export function Moves({ order }: { order: Order }) {
  const t = useTranslations('order');
  const statusWord = useTranslations('status');
  const move = useMove();
  const undo = useUndo();
  const hasMoved = useTimeline(order.id).data?.some(({ type }) => type !== 'created' && type !== 'edited');
  const [asking, setAsking] = useState<Allowed | 'undo' | null>(null);
  const nameOf = ({ status: to }: Allowed) => {
    const name = nameOfMove(order.status, to);
    return name ? t(name) : statusWord(to);
  };
  const start = (allowed: Allowed) => {
    if (allowed.needsReason) setAsking(allowed);
    else move.mutate({ id: order.id, status: allowed.status });
  };
  const carryOut = (note: string) => {
    const done = { onSuccess: () => setAsking(null) };
    if (asking === 'undo') undo.mutate({ id: order.id, status: order.status, reason: note }, done);
    else if (asking) move.mutate({ id: order.id, status: asking.status, note }, done);
  };
  const asked = asking && (asking === 'undo' ? t('undo') : nameOf(asking));
  return (
    <div className={styles['moves']}>
      {movesOf(order).map((allowed, index) => (
        <Button
          key={allowed.status}
          look={allowed.status === 'Cancelled' ? 'danger' : index === 0 ? 'main' : undefined}
          large={index === 0 && allowed.status !== 'Cancelled'}
          disabled={move.isPending}
          onClick={() => start(allowed)}
        >
          {nameOf(allowed)}
        </Button>
      ))}
      {hasMoved && (
        <Button look="bare" onClick={() => setAsking('undo')}>
          {t('undo')}
        </Button>
      )}
      {asked && (
        <AskReason
          title={t('reasonTitle', { move: asked, id: order.id })}
          yes={asked}
          busy={move.isPending || undo.isPending}
          error={asking === 'undo' ? undo.error : move.error}
          confirm={carryOut}
          close={() => setAsking(null)}
        />
      )}
    </div>
  );
}
