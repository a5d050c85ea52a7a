import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAmounts } from '../../shared/ui/use-amounts.js';
import { changeLine, type Draft, type DraftLine } from './draft.js';
import styles from './lines.module.css';

type Change = (how: (now: Draft) => Draft) => void;

/** The lines of the order so far, each to be changed where it stands. */
export function Lines({ draft, change }: { draft: Draft; change: Change }) {
  return (
    <ul className={styles['lines']}>
      {draft.lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a service may stand twice, and nothing but the place tells the two apart.
        <Line key={index} line={line} change={(to) => change((now) => changeLine(now, index, to))} />
      ))}
    </ul>
  );
}

function Line({ line, change }: { line: DraftLine; change: (to: Partial<DraftLine>) => void }) {
  const t = useTranslations('takeIn');
  const { money } = useAmounts();
  // What is being typed, such as "0.", is no quantity yet.
  const [typed, setTyped] = useState<string | null>(null);
  const { service, quantity, note } = line;
  const names = { service: service.name };
  const countsPieces = service.unit === 'piece' || service.unit === 'pair';
  return (
    <li className={styles['line']}>
      <p className={styles['name']}>{service.name}</p>
      <p className={styles['amount']}>{money(service.price * quantity)}</p>
      <div className={styles['count']}>
        <button
          type="button"
          className={styles['step']}
          aria-label={t('less', names)}
          onClick={() => change({ quantity: quantity - 1 })}
        >
          −
        </button>
        <input
          type="number"
          min="0"
          step={countsPieces ? 1 : 10 ** -service.quantityDecimals}
          inputMode={countsPieces ? 'numeric' : 'decimal'}
          aria-label={t('quantity', names)}
          value={typed ?? quantity}
          onFocus={(event) => event.target.select()}
          onBlur={() => setTyped(null)}
          onChange={(event) => {
            setTyped(event.target.value);
            if (event.target.valueAsNumber > 0) change({ quantity: event.target.valueAsNumber });
          }}
        />
        <button
          type="button"
          className={styles['step']}
          aria-label={t('moreOf', names)}
          onClick={() => change({ quantity: quantity + 1 })}
        >
          +
        </button>
      </div>
      <button
        type="button"
        className={styles['remove']}
        aria-label={t('remove', names)}
        onClick={() => change({ quantity: 0 })}
      >
        ×
      </button>
      <input
        className={styles['note']}
        aria-label={t('lineNote', names)}
        placeholder={t('lineNoteHint')}
        maxLength={500}
        value={note}
        onChange={(event) => change({ note: event.target.value })}
      />
    </li>
  );
}
