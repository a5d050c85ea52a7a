import { useTranslations } from 'use-intl';
import { Refusal } from '../../shared/api/refusal.js';
import { soundOf } from '../../shared/scan/scan-sound.js';
import { useScan } from '../../shared/scan/use-scan.js';
import { tellFailed, useTellRefused } from '../../shared/ui/toasts.js';
import { findScanned } from '../orders/find-scanned.js';

/** On this screen a scan shows the order to hand over; one that is not ready is refused with a sound and shown with its reason. */
export function useScanToHandOver(choose: (id: string) => void): void {
  const t = useTranslations('scan');
  const tellRefused = useTellRefused();
  useScan((code) => {
    findScanned(code).then(
      (order) => {
        soundOf(order.status === 'Ready for Delivery' ? 'good' : 'bad');
        choose(order.id);
      },
      (error: unknown) => {
        soundOf('bad');
        if (error instanceof Refusal && (error.status === 404 || error.status === 400))
          tellFailed(t('unknown', { code }));
        else tellRefused(error);
      },
    );
  });
}
