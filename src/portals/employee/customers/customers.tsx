import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../shared/ui/button.js';
import { More } from '../../shared/ui/more.js';
import { Refused } from '../../shared/ui/refused.js';
import { Screen } from '../../shared/ui/screen.js';
import { SearchBar } from '../../shared/ui/search-bar.js';
import { Empty, Loading } from '../../shared/ui/states.js';
import { CustomerForm } from './customer-form.js';
import { CustomerList } from './customer-list.js';
import { useCustomers } from './use-customers.js';

const route = getRouteApi('/customers');

/** The people the shop knows. */
export function Customers() {
  const t = useTranslations('customers');
  const { q = '' } = route.useSearch();
  const navigate = useNavigate();
  const list = useCustomers(q);
  const [adding, setAdding] = useState(false);
  return (
    <Screen title={t('title')} actions={<Button onClick={() => setAdding(true)}>{t('add')}</Button>}>
      <SearchBar
        label={t('box')}
        submit={t('submit')}
        text={q}
        look={(text) => void navigate({ to: '/customers', search: text ? { q: text } : {}, replace: true })}
      />
      <Refused error={list.error} again={() => void list.refetch()} />
      {list.isPending && <Loading />}
      {list.data?.customers.length === 0 && (
        <Empty title={t('noneTitle')}>
          <p>{t('noneText')}</p>
        </Empty>
      )}
      {list.data && list.data.customers.length > 0 && <CustomerList customers={list.data.customers} />}
      <More of={list} />
      {adding && (
        <CustomerForm
          customer={null}
          tag={null}
          close={() => setAdding(false)}
          saved={({ id }) => void navigate({ to: '/customers/$id', params: { id: String(id) } })}
        />
      )}
    </Screen>
  );
}
