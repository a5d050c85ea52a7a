import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { answered, api } from '../../shared/api/client.js';
import type { Status } from '../../shared/api/records.js';
import { refreshFor } from '../../shared/api/refresh-for.js';
import { tellDone } from '../../shared/ui/toasts.js';

/** Takes back the step that led to `status`; somebody else's step meanwhile is refused. */
export function useUndo() {
  const t = useTranslations('order');
  const statusWord = useTranslations('status');
  return useMutation({
    mutationFn: ({ id, status, reason }: { id: string; status: Status; reason: string }) =>
      answered(api.POST('/employee/api/orders/{id}/undo', { params: { path: { id } }, body: { status, reason } })),
    onSuccess: ({ id, status }) => {
      tellDone(t('moved', { id, status: statusWord(status) }));
      refreshFor('order.status_changed');
    },
  });
}
