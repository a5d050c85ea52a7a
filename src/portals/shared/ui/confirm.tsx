import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.js';
import { Dialog, DialogButtons } from './dialog.js';

type Props = {
  open: boolean;
  title: string;
  yes: string;
  confirm: () => void;
  close: () => void;
  busy?: boolean;
  children: ReactNode;
};

/** Asks before something that is not easily taken back. The way out has the focus, so that Enter destroys nothing. */
export function Confirm({ open, title, yes, confirm, close, busy, children }: Props) {
  const t = useTranslations('shared');
  return (
    <Dialog open={open} title={title} close={close}>
      {children}
      <DialogButtons>
        <Button onClick={close}>{t('back')}</Button>
        <Button look="danger" disabled={busy} onClick={confirm}>
          {yes}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
