import { useEffect, useState } from 'react';
import { keepDraft, readDraft } from '../../shared/session/store.js';
import type { Direction } from './directions.js';

export type Choose = (how: (now: ReadonlySet<string>) => ReadonlySet<string>) => void;

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
  useEffect(() => {
    if (chosen) void keepDraft(name, chosen.size === 0 ? null : [...chosen]);
  }, [name, chosen]);
  // Scans come faster than the screen is drawn: each adds to what the one before left.
  const choose: Choose = (how) => setChosen((now) => how(now ?? new Set()));
  return { chosen: chosen ?? new Set<string>(), choose };
}
