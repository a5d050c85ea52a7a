import { type KeyboardEvent, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Card } from '../../shared/ui/card.js';
import { Field } from '../../shared/ui/field.js';
import { Pair } from '../../shared/ui/form.js';
import { Refused } from '../../shared/ui/refused.js';
import { useFirstFocus } from '../../shared/ui/use-first-focus.js';
import type { Draft, DraftCustomer } from './draft.js';
import styles from './find-customer.module.css';
import { useCustomerSearch } from './use-customer-search.js';

type Props = {
  draft: Draft;
  change: (how: (now: Draft) => Draft) => void;
  choose: (customer: DraftCustomer) => void;
  goTo: (field: string) => void;
  lacking: boolean;
};

/** Finds who brings it by a few letters or digits; whoever is not found is entered right below, with what was typed. */
export function FindCustomer({ draft, change, choose, goTo, lacking }: Props) {
  const t = useTranslations('takeIn');
  const field = useFirstFocus<HTMLInputElement>();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const [entered, setEntered] = useState(false);
  const { hits, isKnown, cannotAsk, isSearching, error, now } = useCustomerSearch(text);

  const takeOver = () => {
    const isPhone = /^[+\d][\d\s()-]*$/.test(text.trim());
    change((draftNow) => (isPhone ? { ...draftNow, phone: text.trim() } : { ...draftNow, name: text.trim() }));
    setText('');
    goTo(isPhone ? 'name' : 'phone');
  };
  // Enter may come before the answer does: then it means the only one found, or that there is nobody. Where nobody can be asked, what
  // was typed is taken as somebody new.
  useEffect(() => {
    if (!entered || !(isKnown || cannotAsk)) return;
    setEntered(false);
    if (hits.length === 1 && hits[0]) choose(hits[0]);
    else if (hits.length === 0) takeOver();
  });
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && hits.length > 0) {
      event.preventDefault();
      setActive((active + step + hits.length) % hits.length);
    } else if (event.key === 'Enter' && text.trim() !== '') {
      event.preventDefault();
      const hit = hits[active];
      if (hit) return choose(hit);
      now();
      setEntered(true);
    } else if (event.key === 'Escape' && text !== '') {
      event.stopPropagation();
      event.nativeEvent.stopImmediatePropagation();
      setText('');
    }
  };
  const next = (where: string) => (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    goTo(where);
  };
  return (
    <Card aria-labelledby="take-in-who">
      <h2 id="take-in-who">{t('who')}</h2>
      <Field
        ref={field}
        data-field="customer"
        label={t('find')}
        hint={isSearching ? t('searching') : isKnown ? t('found', { count: hits.length }) : t('findHint')}
        problem={lacking ? t('needsWho') : undefined}
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls="customer-hits"
        aria-autocomplete="list"
        aria-activedescendant={hits[active] ? `customer-${hits[active].id}` : undefined}
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
          setEntered(false);
        }}
        onKeyDown={press}
      />
      <Refused error={error} />
      <div
        id="customer-hits"
        role="listbox"
        aria-label={t('who')}
        className={hits.length > 0 ? styles['hits'] : 'spoken'}
      >
        {hits.map((hit, index) => (
          // The keys are the field's: it has the focus all the time.
          // biome-ignore lint/a11y/useKeyWithClickEvents: see above.
          <div
            key={hit.id}
            id={`customer-${hit.id}`}
            role="option"
            aria-selected={index === active}
            tabIndex={-1}
            className={styles['hit']}
            onClick={() => choose(hit)}
          >
            <span className={styles['name']}>{hit.name}</span>
            <span className={styles['quiet']}>{hit.phone || hit.email}</span>
          </div>
        ))}
      </div>
      <p className={styles['new']}>{t('newHere')}</p>
      <Pair>
        <Field
          label={t('name')}
          data-field="name"
          autoComplete="off"
          value={draft.name}
          onChange={(event) => change((draftNow) => ({ ...draftNow, name: event.target.value }))}
          onKeyDown={next(draft.phone === '' ? 'phone' : 'service')}
        />
        <Field
          label={t('phone')}
          data-field="phone"
          type="tel"
          autoComplete="off"
          value={draft.phone}
          onChange={(event) => change((draftNow) => ({ ...draftNow, phone: event.target.value }))}
          onKeyDown={next(draft.name === '' ? 'name' : 'service')}
        />
      </Pair>
    </Card>
  );
}
