import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Order } from '../../shared/api/records.js';
import { useShortcut } from '../../shared/keys/use-shortcut.js';
import { Button } from '../../shared/ui/button.js';
import { Paper } from '../../shared/ui/paper.js';
import { ClaimCheck } from './claim-check.js';
import { Labels } from './labels.js';

type Sheet = 'claim' | 'label' | 'tags';

/** Prints the customer's slip, the label of the bag and the tags of the pieces, each by one key. */
export function PrintButtons({ order, main = false }: { order: Order; main?: boolean }) {
  const t = useTranslations('order');
  const [sheet, setSheet] = useState<Sheet | null>(null);
  useShortcut('p', () => setSheet('claim'));
  useShortcut('l', () => setSheet('label'));
  const hasTags = (order.barcodes?.items.length ?? 0) > 0;
  useShortcut('t', () => hasTags && setSheet('tags'));
  return (
    <>
      <Button look={main ? 'main' : undefined} shortcut="P" onClick={() => setSheet('claim')}>
        {t('printClaim')}
      </Button>
      <Button shortcut="L" onClick={() => setSheet('label')}>
        {t('printLabel')}
      </Button>
      {hasTags && (
        <Button shortcut="T" onClick={() => setSheet('tags')}>
          {t('printTags')}
        </Button>
      )}
      {sheet && (
        <Paper size={sheet === 'claim' ? 'claim' : 'label'} done={() => setSheet(null)}>
          {sheet === 'claim' && <ClaimCheck order={order} />}
          {sheet === 'label' && <Labels order={order} of="order" />}
          {sheet === 'tags' && <Labels order={order} of="pieces" />}
        </Paper>
      )}
    </>
  );
}
