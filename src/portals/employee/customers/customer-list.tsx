import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { Customer } from '../../shared/api/records.js';
import { Chip } from '../../shared/ui/chip.js';
import styles from './customer-list.module.css';

/** Customers one under the other; each opens. */
export function CustomerList({ customers }: { customers: Customer[] }) {
  const t = useTranslations('customers');
  return (
    <ul className={styles['list']}>
      {customers.map((customer) => (
        <li key={customer.id}>
          <Link to="/customers/$id" params={{ id: String(customer.id) }} className={styles['row']}>
            <span className={styles['name']}>
              {customer.name} {customer.status === 'blocked' && <Chip tone="bad">{t('blocked')}</Chip>}
            </span>
            <span className={styles['quiet']}>{customer.phone || customer.email}</span>
            <span className={styles['quiet']}>{t('ordersCount', { count: customer.totalOrders })}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
