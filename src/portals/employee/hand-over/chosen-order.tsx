import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { Order } from '../../shared/api/records.js';
import { Button, buttonClass } from '../../shared/ui/button.js';
import { Card } from '../../shared/ui/card.js';
import { Notice } from '../../shared/ui/notice.js';
import { Refused } from '../../shared/ui/refused.js';
import { Loading } from '../../shared/ui/states.js';
import { useAmounts } from '../../shared/ui/use-amounts.js';
import { useLineWords } from '../orders/use-line-words.js';
import { useMove } from '../orders/use-move.js';
import { useOrder } from '../orders/use-order.js';
import styles from './hand-over.module.css';

type Chosen = {
  id: string;
  /** Scanned or clicked, and not just the only one that fits what is still being typed: then the next Enter is for this order. */
  isMeant: boolean;
  done: () => void;
};

/** The order that is about to be handed over: whose, what, how much. */
export function ChosenOrder({ id, ...more }: Omit<Chosen, 'id'> & { id: string | undefined }) {
  const t = useTranslations('handOver');
  return (
    <Card className={styles['chosen']} aria-labelledby="hand-over-chosen">
      <h2 id="hand-over-chosen" className={id ? 'spoken' : undefined}>
        {t('chosen')}
      </h2>
      {id ? <OneOrder key={id} id={id} {...more} /> : <p className={styles['quiet']}>{t('choose')}</p>}
    </Card>
  );
}

function OneOrder({ id, ...more }: Chosen) {
  const { data, error, isPending, refetch } = useOrder(id);
  if (isPending) return <Loading rows={2} />;
  if (!data) return <Refused error={error} again={() => void refetch()} />;
  return <Ready order={data.order} {...more} />;
}

function Ready({ order, isMeant, done }: Omit<Chosen, 'id'> & { order: Order }) {
  const t = useTranslations('handOver');
  const status = useTranslations('status');
  const units = useTranslations('unit');
  const { money } = useAmounts();
  const lineWords = useLineWords();
  const move = useMove();
  const button = useRef<HTMLButtonElement>(null);
  const isReady = order.allowedMoves?.some(({ status: to }) => to === 'Delivered');
  // After a scan Enter hands over. While somebody types, the keys are the box's.
  useEffect(() => {
    if (isMeant) button.current?.focus();
  }, [isMeant]);
  return (
    <>
      <div>
        <p className={styles['big']}>{order.customerName}</p>
        <p className={styles['quiet']}>
          {order.customerPhone && `${order.customerPhone} · `}
          <span className={styles['id']}>{order.id}</span>
        </p>
      </div>
      <ul className={styles['lines']}>
        {order.items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be alike in everything, and keep their order.
          <li key={index}>{lineWords(item)}</li>
        ))}
      </ul>
      <p className={styles['total']}>
        <span>{order.barcodes && units('piece', { count: order.barcodes.items.length })}</span>
        <span>{money(order.total, order.currency)}</span>
      </p>
      {order.specialInstructions && <Notice tone="info" title={order.specialInstructions} />}
      {isReady === false && <Notice tone="bad" title={t('notReady', { id: order.id, status: status(order.status) })} />}
      {isReady && (
        <Button
          ref={button}
          look="main"
          large
          wide
          disabled={move.isPending}
          onClick={() => move.mutate({ id: order.id, status: 'Delivered' }, { onSuccess: done })}
        >
          {t('submit')}
        </Button>
      )}
      <Link
        to="/orders/$id"
        params={{ id: order.id }}
        className={buttonClass({ look: 'bare', large: false, wide: true })}
      >
        {t('open')}
      </Link>
    </>
  );
}
