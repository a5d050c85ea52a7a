import type { ReactNode } from 'react';
import { join } from './join.js';
import styles from './notice.module.css';

type Props = { tone: 'bad' | 'warn' | 'good' | 'info'; title: ReactNode; number?: string | null; children?: ReactNode };

/** Something that has to be read before going on. `number` is the server's for the request, to look for in its log. */
export function Notice({ tone, title, number, children }: Props) {
  return (
    <div className={join(styles['notice'], styles[tone])} role={tone === 'bad' || tone === 'warn' ? 'alert' : 'status'}>
      <p className={styles['title']}>{title}</p>
      {children && <div className={styles['body']}>{children}</div>}
      {number && <p className={styles['number']}>{number}</p>}
    </div>
  );
}
