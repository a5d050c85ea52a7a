import { useTranslations } from 'use-intl';
import { Refusal } from '../api/refusal.js';
import { Button } from './button.js';
import { Notice } from './notice.js';

/** Why something was not done: the server's own sentence and each field it names, or that the server is not there. */
export function Refused({ error, again }: { error: unknown; again?: (() => void) | undefined }) {
  const t = useTranslations('shared');
  if (!error) return null;
  const number = error instanceof Refusal && error.requestId ? t('requestNumber', { id: error.requestId }) : null;
  return (
    <Notice tone="bad" title={error instanceof Refusal ? error.message : t('unreachable')} number={number}>
      {error instanceof Refusal && error.details.length > 0 && (
        <ul>
          {error.details.map(({ path, message }) => (
            <li key={path}>
              {path} {message}
            </li>
          ))}
        </ul>
      )}
      {again && <Button onClick={again}>{t('tryAgain')}</Button>}
    </Notice>
  );
}
