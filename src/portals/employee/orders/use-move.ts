import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { answered, api } from '../../shared/api/client.js';
import type { Status } from '../../shared/api/records.js';
import { refreshFor } from '../../shared/api/refresh-for.js';
import { soundOf } from '../../shared/scan/scan-sound.js';
import { tellDone, useTellRefused } from '../../shared/ui/toasts.js';

type Wanted = { id: string; status: Status; note?: string };

/** Moves an order on, and says what became of it. */
export function useMove() {
  const t = useTranslations('order');
  const statusWord = useTranslations('status');
  const tellRefused = useTellRefused();
  return useMutation({
    mutationFn: ({ id, status, note }: Wanted) =>
      answered(
        api.PUT('/employee/api/orders/{id}/status', {
          params: { path: { id } },
          body: { status, ...(note ? { note } : {}) },
        }),
      ),
    onSuccess: ({ id, status }) => {
      soundOf('good');
      tellDone(status === 'Delivered' ? t('handedOver', { id }) : t('moved', { id, status: statusWord(status) }));
      refreshFor('order.status_changed');
    },
    onError: (error) => {
      soundOf('bad');
      tellRefused(error);
    },
  });
}
