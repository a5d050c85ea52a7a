import { useTranslations } from 'use-intl';
import { Button } from './button.js';

type Pages = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };

/** The next page of a list, where there is one. */
export function More({ of }: { of: Pages }) {
  const t = useTranslations('shared');
  if (!of.hasNextPage) return null;
  return (
    <Button wide disabled={of.isFetchingNextPage} onClick={() => void of.fetchNextPage()}>
      {t('more')}
    </Button>
  );
}
