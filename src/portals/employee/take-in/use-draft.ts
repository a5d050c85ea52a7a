import { useEffect, useState } from 'react';
import { unsent } from '../../shared/outbox/outbox.js';
import { keepDraft, readDraft } from '../../shared/session/store.js';
import { type Draft, emptyDraft, isEmpty } from './draft.js';

const KEPT_AS = 'order';

/**
 * The order being taken in, kept in this browser: another screen, a reload or a crash loses none of it. Null until it is read. `turn` is
 * the count of the orders begun here: it stays when one that was refused gets another key.
 */
export function useDraft() {
  const [draft, setDraft] = useState<Draft | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isWanted = true;
    void readDraft<Draft>(KEPT_AS)
      .catch(() => null)
      .then((kept) => {
        // Placed right before the browser went down: it waits to be sent.
        const isPlaced = unsent().some(({ key }) => key === kept?.key);
        if (isWanted) setDraft((now) => now ?? (isPlaced ? null : kept) ?? emptyDraft());
      });
    return () => {
      isWanted = false;
    };
  }, []);
  useEffect(() => {
    if (draft) void keepDraft(KEPT_AS, isEmpty(draft) ? null : draft);
  }, [draft]);
  const change = (how: (now: Draft) => Draft) => setDraft((now) => now && how(now));
  const startOver = () => {
    setDraft(emptyDraft());
    setTurn((now) => now + 1);
  };
  return { draft, turn, change, startOver };
}
