import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { newKey } from '../../shared/api/new-key.js';
import { queryClient } from '../../shared/api/query-client.js';
import { refreshFor } from '../../shared/api/refresh-for.js';
import { put, remove } from '../../shared/outbox/outbox.js';
import { type Sent, send } from '../../shared/outbox/send.js';
import { soundOf } from '../../shared/scan/scan-sound.js';
import { currentSession } from '../../shared/session/session.js';
import { keepDraft } from '../../shared/session/store.js';
import { type Draft, expectedTotal } from './draft.js';

/**
 * Places the order: it is kept at this machine first, under the key it was begun with, and sent then. Any number of tries makes one
 * order. Without the network it waits here; what is refused stays in the form.
 */
export function usePlaceOrder(draft: Draft, change: (how: (now: Draft) => Draft) => void, startOver: () => void) {
  const navigate = useNavigate();
  const [error, setError] = useState<unknown>(null);
  const [isPending, setPending] = useState(false);
  const underway = useRef(false);

  const place = async () => {
    const person = currentSession()?.person;
    if (!person || underway.current) return;
    underway.current = true;
    setPending(true);
    const entry = {
      key: draft.key,
      person,
      body: bodyOf(draft),
      draft,
      label: draft.customer?.name ?? draft.name,
      total: expectedTotal(draft),
      placedAt: Date.now(),
      refused: null,
    };
    try {
      await put(entry);
      await finish(navigator.onLine ? await send(entry) : { result: 'waits', error: null });
    } catch (problem) {
      // This machine could not keep it: it stays in the form.
      setError(problem);
    } finally {
      underway.current = false;
      setPending(false);
    }
  };

  const finish = async (sent: Sent) => {
    soundOf(sent.result === 'refused' ? 'bad' : 'good');
    if (sent.result === 'refused') {
      // Whoever typed it is here and puts it right: nothing stands under this key, and what is put right is another request.
      await remove(draft.key);
      setError(sent.error);
      change((now) => ({ ...now, key: newKey() }));
      return;
    }
    await keepDraft('order', null);
    if (sent.result === 'waits') {
      startOver();
      return navigate({ to: '/waiting', search: { kept: draft.key } });
    }
    const { order, possibleDuplicateOf } = sent.placed;
    queryClient.setQueryData(['order', order.id, 'record'], { order, tag: null });
    refreshFor('order.created');
    await navigate({
      to: '/orders/$id',
      params: { id: order.id },
      search: { placed: true, ...(possibleDuplicateOf ? { like: possibleDuplicateOf } : {}) },
    });
    startOver();
  };
  return { error, isPending, place: () => void place() };
}

function bodyOf({ key, customer, name, phone, lines, pickupDate, notes }: Draft) {
  return {
    clientId: key,
    ...(customer
      ? { customerId: customer.id }
      : { customerName: name, ...(phone.trim() ? { customerPhone: phone } : {}) }),
    items: lines.map(({ service, quantity, note }) => ({ serviceId: service.id, quantity, ...(note ? { note } : {}) })),
    ...(pickupDate ? { pickupDate } : {}),
    ...(notes ? { specialInstructions: notes } : {}),
  };
}
