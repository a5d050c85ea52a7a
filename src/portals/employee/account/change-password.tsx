import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { answered, api } from '../../shared/api/client.js';
import { endSession } from '../../shared/session/session.js';
import { Button } from '../../shared/ui/button.js';
import { Card } from '../../shared/ui/card.js';
import { Field } from '../../shared/ui/field.js';
import { Form } from '../../shared/ui/form.js';
import { Refused } from '../../shared/ui/refused.js';
import { tellDone } from '../../shared/ui/toasts.js';

/** Sets another password; every login of the account ends by it, this one too. */
export function ChangePassword() {
  const t = useTranslations('account');
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const changing = useMutation({
    mutationFn: () =>
      answered(api.POST('/employee/change-password', { body: { current_password: current, new_password: next } })),
    onSuccess: () => {
      tellDone(t('changed'));
      endSession('loggedOut');
    },
  });
  return (
    <Card aria-labelledby="account-password">
      <h2 id="account-password">{t('password')}</h2>
      <Form onSubmit={() => changing.mutate()}>
        <Field
          label={t('current')}
          type="password"
          autoComplete="current-password"
          required
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
        />
        <Field
          label={t('next')}
          hint={t('passwordHint')}
          type="password"
          autoComplete="new-password"
          required
          value={next}
          onChange={(event) => setNext(event.target.value)}
        />
        <Refused error={changing.error} />
        <Button type="submit" disabled={changing.isPending}>
          {t('change')}
        </Button>
      </Form>
    </Card>
  );
}
