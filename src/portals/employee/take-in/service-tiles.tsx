import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useAmounts } from '../../shared/ui/use-amounts.js';
import styles from './pick-services.module.css';
import type { Numbered } from './use-services.js';

type Props = { services: Numbered[]; marked: number | null; take: (service: Numbered) => void };

/** The price list by department, each service with its number, to tap. */
export function ServiceTiles({ services, marked, take }: Props) {
  const t = useTranslations('takeIn');
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (marked !== null) list.current?.querySelector(`#service-${marked}`)?.scrollIntoView({ block: 'nearest' });
  }, [marked]);
  const groups = Object.entries(Object.groupBy(services, ({ category }) => category ?? t('others')));
  return (
    <div ref={list} id="services" role="listbox" aria-label={t('services')} className={styles['groups']} tabIndex={-1}>
      {groups.map(([category, ofCategory = []]) => (
        // biome-ignore lint/a11y/useSemanticElements: groups of a list box are none of a form.
        <div key={category} role="group" aria-label={category} className={styles['group']}>
          <p className={styles['category']} aria-hidden="true">
            {category}
          </p>
          <div className={styles['tiles']} role="presentation">
            {ofCategory.map((service) => (
              <Tile key={service.id} service={service} isMarked={service.number === marked} take={take} />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}

function Tile({ service, isMarked, take }: { service: Numbered; isMarked: boolean; take: Props['take'] }) {
  const t = useTranslations('unit');
  const { money } = useAmounts();
  const { number, name, price, unit } = service;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's above, which keeps the focus.
    <div
      id={`service-${number}`}
      role="option"
      aria-selected={isMarked}
      tabIndex={-1}
      className={styles['tile']}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => take(service)}
    >
      <span className={styles['number']}>{number}</span>
      <span className={styles['name']}>{name}</span>
      <span className={styles['price']}>
        {money(price)}
        {unit !== 'piece' && ` / ${t(unit, { count: 1 })}`}
      </span>
    </div>
  );
}
