import { Dialog as Kit } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import styles from './dialog.module.css';

type Props = { open: boolean; title: string; close: () => void; children: ReactNode };

/** A question or a form over the screen. Escape and the backdrop close it, and the focus goes back to where it was. */
export function Dialog({ open, title, close, children }: Props) {
  return (
    <Kit.Root open={open} onOpenChange={(isOpen) => !isOpen && close()}>
      <Kit.Portal>
        <Kit.Backdrop className={styles['backdrop']} />
        <Kit.Popup className={styles['popup']} data-dialog>
          <Kit.Title className={styles['title']}>{title}</Kit.Title>
          {children}
        </Kit.Popup>
      </Kit.Portal>
    </Kit.Root>
  );
}

export function DialogButtons({ children }: { children: ReactNode }) {
  return <div className={styles['buttons']}>{children}</div>;
}
