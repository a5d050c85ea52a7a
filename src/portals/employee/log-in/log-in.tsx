import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useOutbox } from '../../shared/outbox/outbox.js';
import { logIn } from '../../shared/session/log-in.js';
import type { Ending } from '../../shared/session/session.js';
import { Button } from '../../shared/ui/button.js';
import { Field } from '../../shared/ui/field.js';
import { Notice } from '../../shared/ui/notice.js';
import { Refused } from '../../shared/ui/refused.js';
import { LanguageSelect } from '../../shared/words/language-select.js';
import styles from './log-in.module.css';

/** Asks who it is; says why, when a login has ended. */
export function LogIn({ because, email }: { because: Ending; email: string }) {
  const t = useTranslations('logIn');
  const waiting = useTranslations('waiting');
  const entries = useOutbox();
  const form = useRef<HTMLFormElement>(null);
  const trying = useMutation({
    mutationFn: (who: { email: string; password: string }) => logIn(who.email, who.password),
  });
  useEffect(() => {
    document.title = `${t('submit')} – FabClean`;
  }, [t]);
  useEffect(() => {
    form.current?.querySelector<HTMLInputElement>(email ? '[name=password]' : '[name=email]')?.focus();
  }, [email]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    trying.mutate({ email: String(typed.get('email')), password: String(typed.get('password')) });
  };
  return (
    <main className={styles['page']}>
      <div className={styles['card']}>
        <div className={styles['brand']}>
          <p className={styles['name']}>FabClean</p>
          <h1>{t('title')}</h1>
        </div>
        <form ref={form} className={styles['form']} onSubmit={submit}>
          {because !== 'never' && !trying.error && (
            <Notice tone={because === 'loggedOut' ? 'good' : 'info'} title={t(because)} />
          )}
          {entries.length > 0 && (
            <Notice
              tone="warn"
              title={waiting('atLogIn', {
                count: entries.length,
                names: [...new Set(entries.map(({ person }) => person.name))].join(', '),
              })}
            />
          )}
          <Refused error={trying.error} />
          <Field label={t('email')} name="email" type="email" autoComplete="username" defaultValue={email} required />
          <Field label={t('password')} name="password" type="password" autoComplete="current-password" required />
          <Button look="main" large wide type="submit" disabled={trying.isPending}>
            {t('submit')}
          </Button>
        </form>
        <LanguageSelect />
      </div>
    </main>
  );
}
