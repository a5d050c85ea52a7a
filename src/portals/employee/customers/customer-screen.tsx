import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Customer } from '../../shared/api/records.js';
import { Button } from '../../shared/ui/button.js';
import { Card } from '../../shared/ui/card.js';
import { Chip } from '../../shared/ui/chip.js';
import { Notice } from '../../shared/ui/notice.js';
import { Refused } from '../../shared/ui/refused.js';
import { Screen } from '../../shared/ui/screen.js';
import { Loading } from '../../shared/ui/states.js';
import { useAmounts } from '../../shared/ui/use-amounts.js';
import { CustomerForm } from './customer-form.js';
import styles from './customer-screen.module.css';
import { OrdersOf } from './orders-of.js';
import { useCustomer } from './use-customers.js';

const route = getRouteApi('/customers/$id');

/** One customer: how to reach them, what the shop noted, and their orders. */
export function CustomerScreen() {
  const t = useTranslations('customers');
  const { id } = route.useParams();
  const { data, error, isPending, refetch } = useCustomer(Number(id));
  const [editing, setEditing] = useState(false);
  if (!data) {
    return (
      <Screen title={t('title')}>
        {isPending && <Loading />}
        <Refused error={error} again={() => void refetch()} />
      </Screen>
    );
  }
  const { customer, tag } = data;
  return (
    <Screen
      title={customer.name}
      beside={customer.status === 'blocked' && <Chip tone="bad">{t('blocked')}</Chip>}
      actions={<Button onClick={() => setEditing(true)}>{t('edit')}</Button>}
    >
      {customer.notes && <Notice tone="warn" title={customer.notes} />}
      {customer.possibleDuplicates && customer.possibleDuplicates.length > 0 && (
        <Notice
          tone="info"
          title={t('doubles', {
            names: customer.possibleDuplicates.map(({ name, phone }) => `${name} ${phone}`).join(', '),
          })}
        />
      )}
      <Facts customer={customer} />
      <OrdersOf customer={customer} />
      {editing && (
        <CustomerForm customer={customer} tag={tag} close={() => setEditing(false)} saved={() => undefined} />
      )}
    </Screen>
  );
}

function Facts({ customer }: { customer: Customer }) {
  const t = useTranslations('customers');
  const { money, time } = useAmounts();
  const facts = [
    [t('phone'), customer.phone],
    [t('email'), customer.email],
    [t('address'), customer.address],
    [t('orders'), String(customer.totalOrders)],
    [t('spent'), money(customer.totalSpent)],
    [t('last'), customer.lastOrderDate ? time(customer.lastOrderDate) : t('never')],
  ];
  return (
    <Card>
      <dl className={styles['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value || '–'}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
