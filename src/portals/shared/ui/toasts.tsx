import { Toast } from '@base-ui/react/toast';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Refusal } from '../api/refusal.js';
import styles from './toasts.module.css';

const toasts = Toast.createToastManager();

/** Says in passing that something was done. */
export function tellDone(text: string): void {
  toasts.add({ title: text, type: 'good', timeout: 5_000 });
}

/** Says that something was not done, and stays longer. */
export function tellFailed(text: string, number?: string | null): void {
  toasts.add({ title: text, description: number ?? undefined, type: 'bad', timeout: 12_000, priority: 'high' });
}

/** How a refusal is told in passing. */
export function useTellRefused(): (error: unknown) => void {
  const t = useTranslations('shared');
  return (error) => {
    if (!(error instanceof Refusal)) return tellFailed(t('unreachable'));
    tellFailed(error.message, error.requestId && t('requestNumber', { id: error.requestId }));
  };
}

export function Toasts({ children }: { children: ReactNode }) {
  const t = useTranslations('shared');
  return (
    <Toast.Provider toastManager={toasts} limit={4}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className={styles['viewport']} aria-label={t('messages')}>
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const t = useTranslations('shared');
  return Toast.useToastManager().toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={styles['toast']}>
      <div className={styles['text']}>
        <Toast.Title render={<p />} />
        <Toast.Description render={<p />} className={styles['number']} />
      </div>
      <Toast.Close className={styles['close']} aria-label={t('dismiss')}>
        ×
      </Toast.Close>
    </Toast.Root>
  ));
}
