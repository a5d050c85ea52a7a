import { useEffect, useRef } from 'react';
import { isSurelyCode } from './read-code.js';
import { listenForScans } from './wedge.js';

type Handler = (code: string) => void;

const GAP_MS = 50;
const KEPT_AS = 'fabclean.scannerGap';

const handlers: { current: Handler }[] = [];
let otherwise: Handler | null = null;

/** What a scan does on this screen. Where no screen has a use of its own for it, the portal's is done. */
export function useScan(handler: Handler): void {
  const latest = useRef(handler);
  latest.current = handler;
  useEffect(() => {
    handlers.push(latest);
    return () => void handlers.splice(handlers.indexOf(latest), 1);
  }, []);
}

/** Once, for the whole portal, with what a scan does on most screens. Bluetooth scanners type slowly: how slowly is kept in each browser. */
export function useScanner(handler: Handler): void {
  otherwise = handler;
  useEffect(
    () =>
      listenForScans({
        gapMs: scannerGap,
        isCode: isSurelyCode,
        onScan: (code) => (handlers.at(-1)?.current ?? otherwise)?.(code),
      }),
    [],
  );
}

let gap = Number(localStorage.getItem(KEPT_AS)) || GAP_MS;

/** The longest pause between two keys of the scanner at this machine, in milliseconds. */
export function scannerGap(): number {
  return gap;
}

export function setScannerGap(milliseconds: number): void {
  if (!(milliseconds >= 20 && milliseconds <= 200)) return;
  gap = milliseconds;
  localStorage.setItem(KEPT_AS, String(milliseconds));
}
