import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useShortcut } from '../../shared/keys/use-shortcut.js';
import { soundOf } from '../../shared/scan/scan-sound.js';
import { Button } from '../../shared/ui/button.js';
import { Confirm } from '../../shared/ui/confirm.js';
import { Screen } from '../../shared/ui/screen.js';
import { Loading } from '../../shared/ui/states.js';
import { ChosenCustomer } from './chosen-customer.js';
import { addService, type Draft, isEmpty } from './draft.js';
import { FindCustomer } from './find-customer.js';
import { PickServices } from './pick-services.js';
import { Summary } from './summary.js';
import styles from './take-in.module.css';
import { useCustomerOfScan } from './use-customer-of-scan.js';
import { useDraft } from './use-draft.js';
import { usePlaceOrder } from './use-place-order.js';

/** Taking an order in: who brings it, what they bring, when they fetch it. */
export function TakeIn() {
  const { draft, turn, change, startOver } = useDraft();
  const t = useTranslations('takeIn');
  if (!draft) {
    return (
      <Screen title={t('title')}>
        <Loading />
      </Screen>
    );
  }
  return <Form key={turn} draft={draft} change={change} startOver={startOver} />;
}

type Props = { draft: Draft; change: (how: (now: Draft) => Draft) => void; startOver: () => void };

function Form({ draft, change, startOver }: Props) {
  const t = useTranslations('takeIn');
  const [clearing, setClearing] = useState(false);
  const [lacks, setLacks] = useState<'who' | 'lines' | null>(null);
  const form = useRef<HTMLDivElement>(null);
  const placing = usePlaceOrder(draft, change, startOver);
  const goTo = (field: string) => form.current?.querySelector<HTMLElement>(`[data-field="${field}"]`)?.focus();
  const choose = (customer: Draft['customer']) => {
    change((now) => ({ ...now, customer }));
    setLacks(null);
    // The service field stays where it is; the customer's makes room for the card.
    requestAnimationFrame(() => goTo(customer ? 'service' : 'customer'));
  };
  useCustomerOfScan(choose);
  const place = () => {
    const missing = !draft.customer && draft.name.trim() === '' ? 'who' : draft.lines.length === 0 ? 'lines' : null;
    setLacks(missing);
    if (!missing) return placing.place();
    soundOf('bad');
    goTo(missing === 'lines' ? 'service' : draft.phone === '' ? 'customer' : 'name');
  };
  useShortcut('F9', place);
  return (
    <Screen
      title={t('title')}
      actions={
        !isEmpty(draft) && (
          <Button look="bare" onClick={() => setClearing(true)}>
            {t('clear')}
          </Button>
        )
      }
    >
      <div ref={form} className={styles['columns']}>
        <div className={styles['column']}>
          {draft.customer ? (
            <ChosenCustomer customer={draft.customer} change={() => choose(null)} />
          ) : (
            <FindCustomer draft={draft} change={change} choose={choose} goTo={goTo} lacking={lacks === 'who'} />
          )}
          <PickServices
            add={(service, quantity) => {
              setLacks(null);
              change((now) => addService(now, service, quantity));
            }}
            finish={place}
            lacking={lacks === 'lines'}
          />
        </div>
        <Summary
          draft={draft}
          change={change}
          place={place}
          busy={placing.isPending}
          error={placing.error}
          lacks={lacks}
        />
      </div>
      <Confirm
        open={clearing}
        title={t('clearTitle')}
        yes={t('clear')}
        confirm={() => {
          setClearing(false);
          startOver();
        }}
        close={() => setClearing(false)}
      >
        <p>{t('clearText')}</p>
      </Confirm>
    </Screen>
  );
}
