import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { answered, api } from '../../shared/api/client.js';
import type { Batch } from '../../shared/api/records.js';
import { refreshFor } from '../../shared/api/refresh-for.js';
import { soundOf } from '../../shared/scan/scan-sound.js';
import { tellDone, useTellRefused } from '../../shared/ui/toasts.js';

/** The three moves of a batch, and calling it off. */
export function useBatchMoves() {
  const t = useTranslations('factory');
  const tellRefused = useTellRefused();
  const told = {
    onError: (error: unknown) => {
      soundOf('bad');
      tellRefused(error);
    },
    onSettled: () => refreshFor('transit_batch.changed'),
  };
  const initiate = useMutation({
    mutationFn: (id: number) => answered(api.PUT('/employee/api/transit-batches/{id}/initiate', inPath(id))),
    onSuccess: ({ transitId }: Batch) => tellDone(t('sent', { id: transitId })),
    ...told,
  });
  const receive = useMutation({
    mutationFn: (id: number) => answered(api.PUT('/employee/api/transit-batches/{id}/receive', inPath(id))),
    onSuccess: ({ transitId }: Batch) => tellDone(t('received', { id: transitId })),
    ...told,
  });
  const complete = useMutation({
    mutationFn: (id: number) => answered(api.PUT('/employee/api/transit-batches/{id}/complete', inPath(id))),
    onSuccess: ({ transitId }: Batch) => tellDone(t('completed', { id: transitId })),
    ...told,
  });
  const cancel = useMutation({
    mutationFn: ({ id }: Batch) =>
      answered(api.DELETE('/employee/api/transit-batches/{id}', { params: { path: { id } } })),
    onSuccess: (_answer, { transitId }) => tellDone(t('cancelled', { id: transitId })),
    ...told,
  });
  return { initiate, receive, complete, cancel };
}

function inPath(id: number) {
  return { params: { path: { id } }, body: {} } as const;
}
