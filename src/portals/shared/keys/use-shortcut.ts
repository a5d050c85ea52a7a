import { useEffect, useRef } from 'react';

const typesText = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');

/** Does something at a key. Letters and signs do nothing while somebody writes; function keys always work, but under no dialog. */
export function useShortcut(key: string, act: (() => void) | null): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (!latest.current || (key.length === 1 && typesText(event.target))) return;
      if (document.querySelector('[data-dialog]')) return;
      event.preventDefault();
      latest.current();
    };
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  }, [key]);
}
