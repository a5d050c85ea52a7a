import { useEffect, useRef } from 'react';

/** The field that somebody who comes to this screen wants to write in. */
export function useFirstFocus<T extends HTMLElement>() {
  const field = useRef<T>(null);
  useEffect(() => field.current?.focus(), []);
  return field;
}
