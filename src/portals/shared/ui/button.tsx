import type { ComponentProps, ReactNode } from 'react';
import styles from './button.module.css';
import { join } from './join.js';

type Looks = {
  look?: 'main' | 'danger' | 'bare' | undefined;
  large?: boolean | undefined;
  wide?: boolean | undefined;
  shortcut?: string | undefined;
};

/** A button, at least as large as a wet finger. `shortcut` shows the key that does the same. */
export function Button({
  look,
  large,
  wide,
  shortcut,
  children,
  className,
  ...rest
}: Looks & { children: ReactNode } & ComponentProps<'button'>) {
  return (
    <button
      type="button"
      aria-keyshortcuts={shortcut}
      {...rest}
      className={join(buttonClass({ look, large, wide }), className)}
    >
      {children}
      {shortcut && (
        <span className={styles['key']} aria-hidden="true">
          {shortcut}
        </span>
      )}
    </button>
  );
}

/** How a button looks, for links that do what a button would. */
export function buttonClass({ look, large, wide }: Omit<Looks, 'shortcut'>): string {
  return join(styles['button'], look && styles[look], large && styles['large'], wide && styles['wide']);
}
