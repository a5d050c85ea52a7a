import { type ReactNode, useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';

/** Prints what is in it, once its pictures are there, and nothing of the screen. */
export function Paper({ done, children }: { done: () => void; children: ReactNode }) {
  const paper = useRef<HTMLDivElement>(null);
  const latest = useRef(done);
  latest.current = done;
  useEffect(() => {
    let isOver = false;
    const pictures = [...(paper.current?.querySelectorAll('img') ?? [])].map((picture) => picture.decode());
    void Promise.allSettled([...pictures, document.fonts.ready]).then(() => {
      if (isOver) return;
      window.print();
      latest.current();
    });
    return () => {
      isOver = true;
    };
  }, []);
  return createPortal(
    <div ref={paper} className="paper">
      {children}
    </div>,
    document.body,
  );
}
