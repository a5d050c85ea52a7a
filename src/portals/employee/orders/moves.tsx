import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Order } from '../../shared/api/records.js';
import { Button } from '../../shared/ui/button.js';
import { AskReason } from './ask-reason.js';
import { leadsTo, type Move, needsReason, offers } from './offers.js';
import styles from './order-screen.module.css';
import { useMove } from './use-move.js';
import { useTimeline } from './use-order.js';
import { useUndo } from './use-undo.js';

/** What can be done with an order next, as buttons; the likeliest one stands out. */
export function Moves({ order }: { order: Order }) {
  const t = useTranslations('order');
  const move = useMove();
  const undo = useUndo();
  const hasMoved = useTimeline(order.id).data?.some(({ type }) => type !== 'created' && type !== 'edited');
  const [asking, setAsking] = useState<Move | 'undo' | null>(null);
  const offered = order.missingSince ? [] : (offers[order.status] ?? []);
  const start = (name: Move) => {
    if (needsReason.includes(name)) setAsking(name);
    else move.mutate({ id: order.id, status: leadsTo[name] });
  };
  const carryOut = (note: string) => {
    const done = { onSuccess: () => setAsking(null) };
    if (asking === 'undo') undo.mutate({ id: order.id, status: order.status, reason: note }, done);
    else if (asking) move.mutate({ id: order.id, status: leadsTo[asking], note }, done);
  };
  return (
    <div className={styles['moves']}>
      {offered.map((name, index) => (
        <Button
          key={name}
          look={index === 0 ? 'main' : name === 'cancel' ? 'danger' : undefined}
          large={index === 0}
          disabled={move.isPending}
          onClick={() => start(name)}
        >
          {t(name)}
        </Button>
      ))}
      {hasMoved && (
        <Button look="bare" onClick={() => setAsking('undo')}>
          {t('undo')}
        </Button>
      )}
      {asking && (
        <AskReason
          title={t('reasonTitle', { move: t(asking), id: order.id })}
          yes={t(asking)}
          busy={move.isPending || undo.isPending}
          error={asking === 'undo' ? undo.error : move.error}
          confirm={carryOut}
          close={() => setAsking(null)}
        />
      )}
    </div>
  );
}
