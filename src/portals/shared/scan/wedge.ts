export type Wedge = {
  /** Keys further apart than this are typed by a person. */
  gapMs: () => number;
  /** What is taken out of a field that somebody writes in; elsewhere everything is a scan. */
  isCode: (text: string) => boolean;
  onScan: (code: string) => void;
};

const SHORTEST = 4;
/** What some scanners send before and after a code. */
const CONTROLS = /\p{Cc}/gu;

type Field = HTMLInputElement | HTMLTextAreaElement;

/**
 * Hears a scanner that types like a keyboard, wherever the focus is, and takes its keys back out of the field they went into. A code
 * ends with Enter or Tab, which then press nothing. Answers how to stop.
 */
export function listenForScans({ gapMs, isCode, onScan }: Wedge): () => void {
  let keys = '';
  let last = Number.NEGATIVE_INFINITY;
  let field: Field | null = null;
  let before = '';

  const hear = (event: KeyboardEvent) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.timeStamp - last > gapMs()) keys = '';
    if (event.key === 'Enter' || event.key === 'Tab') {
      const code = keys.replace(CONTROLS, '').trim();
      keys = '';
      if (code.length < SHORTEST || (field && !isCode(code))) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (field) putBack(field, before);
      onScan(code);
    } else if (event.key.length === 1) {
      last = event.timeStamp;
      if (keys === '') {
        field = isField(event.target) ? event.target : null;
        before = field?.value ?? '';
      }
      keys += event.key;
    }
  };
  addEventListener('keydown', hear, true);
  return () => removeEventListener('keydown', hear, true);
}

function isField(target: EventTarget | null): target is Field {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** React hears of a value only when it is set past its own setter. */
function putBack(field: Field, value: string): void {
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
