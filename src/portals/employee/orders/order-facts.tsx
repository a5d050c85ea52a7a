import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Order } from '../../shared/api/records.js';
import { Card } from '../../shared/ui/card.js';
import { useAmounts } from '../../shared/ui/use-amounts.js';
import styles from './order-screen.module.css';

/** Whose an order is and when it is fetched, with the barcode to scan off the screen. */
export function OrderFacts({ order, children }: { order: Order; children: ReactNode }) {
  const t = useTranslations('order');
  const { day } = useAmounts();
  return (
    <Card aria-labelledby="order-facts">
      <h2 id="order-facts" className="spoken">
        {t('whose')}
      </h2>
      <p className={styles['name']}>
        <Link to="/customers/$id" params={{ id: String(order.customerId) }}>
          {order.customerName}
        </Link>
      </p>
      <dl className={styles['facts']}>
        <dt>{t('phone')}</dt>
        <dd>{order.customerPhone || '–'}</dd>
        <dt>{t('pickup')}</dt>
        <dd>{order.pickupDate ? day(order.pickupDate) : t('noPickup')}</dd>
        {order.barcodes && (
          <>
            <dt>{t('pieces')}</dt>
            <dd>{order.barcodes.items.length}</dd>
          </>
        )}
        {order.specialInstructions && (
          <>
            <dt>{t('notes')}</dt>
            <dd>{order.specialInstructions}</dd>
          </>
        )}
      </dl>
      <div className={styles['barcode']}>
        <img
          src={`/api/orders/${order.id}/barcode.svg`}
          alt={t('barcode', { id: order.id })}
          width="320"
          height="120"
        />
      </div>
      {children && <div className={styles['prints']}>{children}</div>}
    </Card>
  );
}
