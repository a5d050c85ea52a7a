import { useTranslations } from 'use-intl';
import { Button } from '../../shared/ui/button.js';
import { Card } from '../../shared/ui/card.js';
import { Chip } from '../../shared/ui/chip.js';
import { Notice } from '../../shared/ui/notice.js';
import styles from './chosen-customer.module.css';
import type { DraftCustomer } from './draft.js';

/** Who brings it, once that is known, with what the shop noted about them. */
export function ChosenCustomer({ customer, change }: { customer: DraftCustomer; change: () => void }) {
  const t = useTranslations('takeIn');
  return (
    <Card aria-labelledby="take-in-who">
      <h2 id="take-in-who" className="spoken">
        {t('who')}
      </h2>
      <div className={styles['row']}>
        <div>
          <p className={styles['name']}>{customer.name}</p>
          <p className={styles['facts']}>
            {customer.phone && <span>{customer.phone}</span>}
            {customer.address && <span>{customer.address}</span>}
            <span>{t('orders', { count: customer.totalOrders })}</span>
            {customer.status === 'blocked' && <Chip tone="bad">{t('blocked')}</Chip>}
          </p>
        </div>
        <Button onClick={change}>{t('change')}</Button>
      </div>
      {customer.notes && <Notice tone="warn" title={customer.notes} />}
    </Card>
  );
}
