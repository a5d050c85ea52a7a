import { type KeyboardEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { soundOf } from '../../shared/scan/scan-sound.js';
import { Card } from '../../shared/ui/card.js';
import { Field } from '../../shared/ui/field.js';
import { Refused } from '../../shared/ui/refused.js';
import { Empty, Loading } from '../../shared/ui/states.js';
import { findService } from './find-service.js';
import { ServiceTiles } from './service-tiles.js';
import { type Numbered, useServices } from './use-services.js';

type Props = { add: (service: Numbered, quantity: number) => void; finish: () => void; lacking: boolean };

/** Puts services in by number, by letters or by a tap. Enter on the empty line goes on to placing the order. */
export function PickServices({ add, finish, lacking }: Props) {
  const t = useTranslations('takeIn');
  const { services, error, isPending, refetch } = useServices();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const { quantity, matches, isNamed } = findService(text, services);
  const marked = !isNamed ? -1 : Math.min(active, matches.length - 1);
  const take = (service: Numbered) => {
    if (!Number.isFinite(quantity) || quantity <= 0) return soundOf('bad');
    add(service, quantity);
    setText('');
    setActive(0);
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && matches.length > 0) {
      event.preventDefault();
      setActive((Math.max(marked, 0) + step + matches.length) % matches.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      // A key held down repeats: what put a line in places no order.
      if (text.trim() === '') return event.repeat ? undefined : finish();
      const service = matches[marked];
      if (service) take(service);
      else soundOf('bad');
    } else if (event.key === 'Escape' && text !== '') {
      event.nativeEvent.stopImmediatePropagation();
      setText('');
    }
  };
  const nothing = text.trim() !== '' && matches.length === 0 && !isPending;
  return (
    <Card aria-labelledby="take-in-what">
      <h2 id="take-in-what">{t('what')}</h2>
      <Field
        label={t('service')}
        data-field="service"
        hint={t('serviceHint')}
        problem={nothing ? t('noService', { text }) : lacking ? t('needsLines') : undefined}
        role="combobox"
        aria-expanded
        aria-controls="services"
        aria-autocomplete="list"
        aria-activedescendant={matches[marked] ? `service-${matches[marked].number}` : undefined}
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={press}
      />
      {isPending && <Loading />}
      <Refused error={error} again={() => void refetch()} />
      {!isPending && !error && services.length === 0 && <Empty title={t('noServices')} />}
      <ServiceTiles services={matches} marked={matches[marked]?.number ?? null} take={take} />
    </Card>
  );
}
