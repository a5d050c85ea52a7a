import { useTranslations } from 'use-intl';
import { Button } from '../../shared/ui/button.js';
import { Empty } from '../../shared/ui/states.js';

/** A screen that failed to be drawn; the frame around it still works. */
export function Broken({ again }: { again: () => void }) {
  const t = useTranslations('shared');
  return (
    <Empty title={t('brokenTitle')}>
      <p>{t('brokenText')}</p>
      <Button onClick={again}>{t('tryAgain')}</Button>
    </Empty>
  );
}

export function NoSuchPage() {
  const t = useTranslations('shared');
  return <Empty title={t('notFound')} />;
}
