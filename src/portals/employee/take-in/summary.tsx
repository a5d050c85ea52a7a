import { useTranslations } from 'use-intl';
import { Button } from '../../shared/ui/button.js';
import { Card } from '../../shared/ui/card.js';
import { Field, TextArea } from '../../shared/ui/field.js';
import { Notice } from '../../shared/ui/notice.js';
import { Refused } from '../../shared/ui/refused.js';
import { useAmounts } from '../../shared/ui/use-amounts.js';
import { type Draft, expectedTotal } from './draft.js';
import { Lines } from './lines.js';
import styles from './take-in.module.css';

type Props = {
  draft: Draft;
  change: (how: (now: Draft) => Draft) => void;
  place: () => void;
  busy: boolean;
  error: unknown;
  lacks: 'who' | 'lines' | null;
};

/** What the order is so far, what it comes to, and the button that places it. */
export function Summary({ draft, change, place, busy, error, lacks }: Props) {
  const t = useTranslations('takeIn');
  const { money } = useAmounts();
  return (
    <Card className={styles['sum']} aria-labelledby="take-in-sum">
      <h2 id="take-in-sum">{t('lines')}</h2>
      {draft.lines.length === 0 ? (
        <p className={styles['quiet']}>{t('noLines')}</p>
      ) : (
        <Lines draft={draft} change={change} />
      )}
      <p className={styles['total']}>
        <span>{t('total')}</span>
        <span>{money(expectedTotal(draft))}</span>
      </p>
      <Field
        label={t('pickup')}
        type="date"
        value={draft.pickupDate}
        onChange={(event) => change((now) => ({ ...now, pickupDate: event.target.value }))}
      />
      <TextArea
        label={t('notes')}
        rows={2}
        value={draft.notes}
        onChange={(event) => change((now) => ({ ...now, notes: event.target.value }))}
      />
      {lacks && <Notice tone="warn" title={t(lacks === 'who' ? 'needsWho' : 'needsLines')} />}
      {Boolean(error) && (
        <div ref={bringIntoSight}>
          <Refused error={error} />
          <p className={styles['small']}>{t('kept')}</p>
        </div>
      )}
      <Button look="main" large wide shortcut="F9" disabled={busy} onClick={place}>
        {busy ? t('placing') : t('place')}
      </Button>
    </Card>
  );
}

/** With many lines the place of a refusal is below what is seen. */
function bringIntoSight(element: HTMLElement | null) {
  element?.scrollIntoView({ block: 'center' });
}
