import { type ReactNode, useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';

const sizes = {
  claim: '@page { size: 80mm 160mm; margin: 4mm; }',
  label: '@page { size: 50mm 25mm; margin: 1mm 2mm; }',
} as const;

type Props = { size: keyof typeof sizes; done: () => void; children: ReactNode };

/** Prints what is in it on paper of this size, once its pictures are there, and nothing of the screen. */
export function Paper({ size, done, children }: Props) {
  const paper = useRef<HTMLDivElement>(null);
  const latest = useRef(done);
  latest.current = done;
  useEffect(() => {
    let isOver = false;
    const takeAway = takePaper(size);
    const pictures = [...(paper.current?.querySelectorAll('img') ?? [])].map((picture) => picture.decode());
    void Promise.allSettled([...pictures, document.fonts.ready]).then(() => {
      if (isOver) return;
      window.print();
      latest.current();
    });
    return () => {
      isOver = true;
      takeAway();
    };
  }, [size]);
  return createPortal(
    <div ref={paper} className="paper">
      {children}
    </div>,
    document.body,
  );
}

/** Named pages of CSS begin with an empty one: the size is that of every page while this sheet is printed. */
function takePaper(size: keyof typeof sizes): () => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(sizes[size]);
  document.adoptedStyleSheets.push(sheet);
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}
