import type { ReactNode } from 'react';
import styles from './chip.module.css';
import { join } from './join.js';

export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'info';

/** A word about a record, coloured by what it means; the word alone says it, too. */
export function Chip({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={join(styles['chip'], tone !== 'plain' && styles[tone])}>{children}</span>;
}
