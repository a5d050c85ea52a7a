import { type ReactNode, useEffect, useRef } from 'react';
import styles from './screen.module.css';

type Props = { title: string; beside?: ReactNode; actions?: ReactNode; children: ReactNode };

/** One screen of a portal: its title is the page's, and has the focus on arrival unless a field took it. */
export function Screen({ title, beside, actions, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – FabClean`;
  }, [title]);
  useEffect(() => {
    if (!document.activeElement?.matches('input, textarea, select')) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className={styles['screen']}>
      <header className={styles['head']}>
        <div className={styles['beside']}>
          <h1 ref={heading} tabIndex={-1} className={styles['title']}>
            {title}
          </h1>
          {beside}
        </div>
        {actions && <div className={styles['actions']}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
