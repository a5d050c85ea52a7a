import type { ComponentProps } from 'react';
import styles from './card.module.css';
import { join } from './join.js';

/** A part of a screen that belongs together. */
export function Card({ className, ...rest }: ComponentProps<'section'>) {
  return <section {...rest} className={join(styles['card'], className)} />;
}
