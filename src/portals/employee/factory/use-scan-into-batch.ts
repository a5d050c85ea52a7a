import { useTranslations } from 'use-intl';
import { readCode } from '../../shared/scan/read-code.js';
import { soundOf } from '../../shared/scan/scan-sound.js';
import { useScan } from '../../shared/scan/use-scan.js';
import { tellDone, tellFailed } from '../../shared/ui/toasts.js';
import type { Waiting } from './directions.js';
import type { Choose } from './use-chosen.js';

/** On this screen a scan puts its order into the batch. What does not wait to be sent this way is refused with a sound. */
export function useScanIntoBatch(orders: Waiting[], choose: Choose): void {
  const t = useTranslations('factory');
  useScan((code) => {
    const id = readCode(code) ?? code;
    if (!orders.some((order) => order.id === id)) {
      soundOf('bad');
      tellFailed(t('notWaiting', { id }));
      return;
    }
    soundOf('good');
    tellDone(t('added', { id }));
    choose((now) => new Set([...now, id]));
  });
}
