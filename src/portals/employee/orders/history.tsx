import { useTranslations } from 'use-intl';
import type { TimelineEntry } from '../../shared/api/records.js';
import { Card } from '../../shared/ui/card.js';
import { Refused } from '../../shared/ui/refused.js';
import { Loading } from '../../shared/ui/states.js';
import { useAmounts } from '../../shared/ui/use-amounts.js';
import styles from './order-screen.module.css';
import { useTimeline } from './use-order.js';

/** What happened to an order, who did it and when. */
export function History({ id }: { id: string }) {
  const t = useTranslations('order');
  const { data, error, isPending, refetch } = useTimeline(id);
  return (
    <Card aria-labelledby="order-history">
      <h2 id="order-history">{t('history')}</h2>
      {isPending && <Loading rows={3} />}
      <Refused error={error} again={() => void refetch()} />
      <ol className={styles['history']}>
        {data?.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries have no number of their own, and are only added.
          <Entry key={data.length - index} entry={entry} />
        ))}
      </ol>
    </Card>
  );
}

const known = ['created', 'edited', 'status', 'cancelled', 'undone', 'missing', 'found', 'taken_out'] as const;
const kinds = ['customer', 'guest', 'system', 'employee', 'admin', 'worker', 'integration'] as const;

function Entry({ entry }: { entry: TimelineEntry }) {
  const events = useTranslations('event');
  const status = useTranslations('status');
  const who = useTranslations('who');
  const { time } = useAmounts();
  const type = known.find((word) => word === entry.type);
  const kindOfActor = entry.actor.replace(/:.*/, '');
  const kind = kinds.find((word) => word === kindOfActor);
  const what = type ? events(type) : events('other', { type: entry.type });
  const by = entry.actorName ?? (kind ? who(kind) : who('other', { type: kindOfActor }));
  return (
    <li>
      <p>{entry.type === 'status' && entry.status ? status(entry.status) : what}</p>
      {entry.note && <p>{entry.note}</p>}
      <p className={styles['note']}>
        <time dateTime={entry.at}>{time(entry.at)}</time> · {by}
      </p>
    </li>
  );
}
