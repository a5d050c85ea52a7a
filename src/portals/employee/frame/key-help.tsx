import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useShortcut } from '../../shared/keys/use-shortcut.js';
import { Button } from '../../shared/ui/button.js';
import { Dialog, DialogButtons } from '../../shared/ui/dialog.js';
import { Icon } from '../../shared/ui/icon.js';
import { join } from '../../shared/ui/join.js';
import styles from './key-help.module.css';

/** "?" shows every key there is. */
export function KeyHelp({ className }: { className: string }) {
  const t = useTranslations('keys');
  const nav = useTranslations('nav');
  const order = useTranslations('order');
  const shared = useTranslations('shared');
  const [open, setOpen] = useState(false);
  useShortcut('?', () => setOpen(true));
  const keys = [
    ['F2', nav('takeIn')],
    ['F3', nav('search')],
    ['F4', nav('board')],
    ['F6', nav('factory')],
    ['F7', nav('handOver')],
    ['F8', nav('customers')],
    ['F9', t('place')],
    ['3*12', t('times')],
    ['P', order('printClaim')],
    ['L', order('printLabel')],
    ['T', order('printTags')],
    ['Esc', t('back')],
    ['?', t('help')],
  ];
  return (
    <>
      <button
        type="button"
        className={join(className, styles['button'])}
        onClick={() => setOpen(true)}
        aria-keyshortcuts="?"
      >
        <Icon name="keys" />
        {t('open')}
      </button>
      <Dialog open={open} title={t('title')} close={() => setOpen(false)}>
        <p>{t('everywhere')}</p>
        <dl className={styles['keys']}>
          {keys.map(([key, what]) => (
            <KeyRow key={key} name={key ?? ''} what={what ?? ''} />
          ))}
        </dl>
        <DialogButtons>
          <Button onClick={() => setOpen(false)}>{shared('back')}</Button>
        </DialogButtons>
      </Dialog>
    </>
  );
}

function KeyRow({ name, what }: { name: string; what: string }) {
  return (
    <>
      <dt>
        <kbd>{name}</kbd>
      </dt>
      <dd>{what}</dd>
    </>
  );
}
