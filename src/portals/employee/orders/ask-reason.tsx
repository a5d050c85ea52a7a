import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../shared/ui/button.js';
import { Dialog, DialogButtons } from '../../shared/ui/dialog.js';
import { Field } from '../../shared/ui/field.js';
import { Form } from '../../shared/ui/form.js';
import { Refused } from '../../shared/ui/refused.js';

type Props = {
  title: string;
  yes: string;
  busy: boolean;
  error: unknown;
  confirm: (reason: string) => void;
  close: () => void;
};

/** Asks why, before a step that the next person has to understand. */
export function AskReason({ title, yes, busy, error, confirm, close }: Props) {
  const t = useTranslations('order');
  const shared = useTranslations('shared');
  const [reason, setReason] = useState('');
  return (
    <Dialog open title={title} close={close}>
      <Form onSubmit={() => confirm(reason)}>
        <Field
          label={t('reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          required
          maxLength={500}
        />
        <Refused error={error} />
        <DialogButtons>
          <Button onClick={close}>{shared('back')}</Button>
          <Button type="submit" look="danger" disabled={busy}>
            {yes}
          </Button>
        </DialogButtons>
      </Form>
    </Dialog>
  );
}
