import { type FormEvent, useEffect, useState } from 'react';
import { Button } from './button.js';
import { Field } from './field.js';
import styles from './search-bar.module.css';
import { useFirstFocus } from './use-first-focus.js';

type Props = { label: string; hint?: string; submit: string; text: string; look: (text: string) => void };

const PAUSE_MS = 350;

/** A box that looks when the typing pauses, and at once on Enter. What is looked for stands in the address. */
export function SearchBar({ label, hint, submit, text, look }: Props) {
  const field = useFirstFocus<HTMLInputElement>();
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped((now) => (now.trim() === text ? now : text)), [text]);
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === text || wanted.length === 1) return;
    const timer = setTimeout(() => look(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  });
  const submitNow = (event: FormEvent) => {
    event.preventDefault();
    look(typed.trim());
  };
  return (
    <search>
      <form className={styles['bar']} onSubmit={submitNow}>
        <Field
          ref={field}
          label={label}
          type="search"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit">{submit}</Button>
        {hint && <p className={styles['hint']}>{hint}</p>}
      </form>
    </search>
  );
}
