import { useEffect, useState } from 'react';
import { keepDraft, readDraft } from '../../shared/session/store.js';
import type { Direction } from './directions.js';

/** The orders chosen for the next batch of a direction, kept over a reload. */
export function useChosen(direction: Direction) {
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const name = `batch ${direction}`;
  useEffect(() => {
    let isWanted = true;
    setChosen(null);
    void readDraft<string[]>(name)
      .catch(() => null)
      .then((kept) => isWanted && setChosen((now) => now ?? new Set(kept ?? [])));
    return () => {
      isWanted = false;
    };
  }, [name]);
  const choose = (ids: ReadonlySet<string>) => {
    setChosen(ids);
    void keepDraft(name, ids.size === 0 ? null : [...ids]);
  };
  return { chosen: chosen ?? new Set<string>(), choose };
}
