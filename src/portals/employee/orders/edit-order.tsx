import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Order } from '../../shared/api/records.js';
import { Refusal } from '../../shared/api/refusal.js';
import { Button } from '../../shared/ui/button.js';
import { Dialog, DialogButtons } from '../../shared/ui/dialog.js';
import { Field, TextArea } from '../../shared/ui/field.js';
import { Form, Pair } from '../../shared/ui/form.js';
import { Notice } from '../../shared/ui/notice.js';
import { Refused } from '../../shared/ui/refused.js';
import { type OrderTexts, useEditOrder } from './use-edit-order.js';

/** The button that opens the form to put an order's texts right. */
export function EditOrder({ order }: { order: Order }) {
  const t = useTranslations('order');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('edit')}</Button>
      {open && <EditDialog order={order} close={() => setOpen(false)} />}
    </>
  );
}

function EditDialog({ order, close }: { order: Order; close: () => void }) {
  const t = useTranslations('order');
  const takeIn = useTranslations('takeIn');
  const shared = useTranslations('shared');
  // What the form began with: the order behind it may change while somebody types.
  const [shown] = useState(order);
  const { customerName, customerPhone, pickupDate, specialInstructions } = shown;
  const [texts, setTexts] = useState<OrderTexts>({ customerName, customerPhone, pickupDate, specialInstructions });
  const editing = useEditOrder(order.id, close);
  const type = (change: Partial<OrderTexts>) => setTexts((now) => ({ ...now, ...change }));
  const outrun = editing.error instanceof Refusal && editing.error.status === 412;
  return (
    <Dialog open title={t('editTitle', { id: order.id })} close={close}>
      <Form onSubmit={() => editing.mutate({ texts: changed(shown, texts), anyway: outrun })}>
        <Pair>
          <Field
            label={takeIn('name')}
            value={texts.customerName}
            onChange={(event) => type({ customerName: event.target.value })}
            required
          />
          <Field
            label={takeIn('phone')}
            type="tel"
            value={texts.customerPhone}
            onChange={(event) => type({ customerPhone: event.target.value })}
          />
        </Pair>
        <Field
          label={t('pickup')}
          type="date"
          value={texts.pickupDate}
          onChange={(event) => type({ pickupDate: event.target.value })}
        />
        <TextArea
          label={t('notes')}
          value={texts.specialInstructions}
          onChange={(event) => type({ specialInstructions: event.target.value })}
        />
        {outrun ? <Notice tone="warn" title={t('meanwhile')} /> : <Refused error={editing.error} />}
        <DialogButtons>
          <Button onClick={close}>{shared('cancel')}</Button>
          <Button type="submit" look="main" disabled={editing.isPending}>
            {outrun ? t('saveAnyway') : shared('save')}
          </Button>
        </DialogButtons>
      </Form>
    </Dialog>
  );
}

/** What was typed otherwise than it stood: the rest stays whatever it is by now. */
function changed(order: Order, texts: OrderTexts): Partial<OrderTexts> {
  return Object.fromEntries(Object.entries(texts).filter(([name, text]) => order[name as keyof OrderTexts] !== text));
}
