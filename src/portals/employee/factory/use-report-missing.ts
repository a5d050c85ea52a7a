import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { answered, api } from '../../shared/api/client.js';
import { refreshFor } from '../../shared/api/refresh-for.js';
import { tellDone, useTellRefused } from '../../shared/ui/toasts.js';

/** Reports that an order was not there when its batch was unpacked: the batch goes on without it. */
export function useReportMissing(done: () => void) {
  const t = useTranslations('factory');
  return useMutation({
    mutationFn: ({ batch, order }: { batch: number; order: string }) =>
      answered(
        api.POST('/employee/api/transit-batches/{id}/orders/{orderId}/missing', {
          params: { path: { id: batch, orderId: order } },
          body: {},
        }),
      ),
    onSuccess: (_batch, { order }) => {
      tellDone(t('reported', { id: order }));
      done();
    },
    onError: useTellRefused(),
    onSettled: () => refreshFor('transit_batch.changed'),
  });
}
