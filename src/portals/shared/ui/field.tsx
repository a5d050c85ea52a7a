import { type ComponentProps, useId } from 'react';
import styles from './field.module.css';

type Said = { label: string; hint?: string | undefined; problem?: string | undefined };

/** A line to fill in, with its name above it, and below it what is wrong with it. */
export function Field({ label, hint, problem, ...rest }: Said & ComponentProps<'input'>) {
  const { id, below, described } = useNames(hint, problem);
  return (
    <div className={styles['field']}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      <input
        {...rest}
        id={id}
        className={styles['input']}
        aria-invalid={problem ? true : undefined}
        aria-describedby={described}
      />
      {below}
    </div>
  );
}

export function TextArea({ label, hint, problem, ...rest }: Said & ComponentProps<'textarea'>) {
  const { id, below, described } = useNames(hint, problem);
  return (
    <div className={styles['field']}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      <textarea
        {...rest}
        id={id}
        className={styles['input']}
        aria-invalid={problem ? true : undefined}
        aria-describedby={described}
      />
      {below}
    </div>
  );
}

export function Select({ label, hint, problem, children, ...rest }: Said & ComponentProps<'select'>) {
  const { id, below, described } = useNames(hint, problem);
  return (
    <div className={styles['field']}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      <select
        {...rest}
        id={id}
        className={styles['input']}
        aria-invalid={problem ? true : undefined}
        aria-describedby={described}
      >
        {children}
      </select>
      {below}
    </div>
  );
}

function useNames(hint: string | undefined, problem: string | undefined) {
  const id = useId();
  const text = problem ?? hint;
  const below = text && (
    <p id={`${id}-below`} className={problem ? styles['problem'] : styles['hint']}>
      {text}
    </p>
  );
  return { id, below, described: text ? `${id}-below` : undefined };
}
