import { useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { Refusal } from '../../shared/api/refusal.js';
import { soundOf } from '../../shared/scan/scan-sound.js';
import { useScanner } from '../../shared/scan/use-scan.js';
import { tellFailed, useTellRefused } from '../../shared/ui/toasts.js';
import { findScanned } from '../orders/find-scanned.js';

/** A scan anywhere opens the order that it names. */
export function useOpenScanned(): void {
  const t = useTranslations('scan');
  const navigate = useNavigate();
  const tellRefused = useTellRefused();
  useScanner((code) => {
    findScanned(code).then(
      (order) => {
        soundOf('good');
        void navigate({ to: '/orders/$id', params: { id: order.id } });
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
