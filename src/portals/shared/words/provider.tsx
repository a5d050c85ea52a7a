import { type ReactNode, useEffect, useState } from 'react';
import { type AbstractIntlMessages, IntlProvider } from 'use-intl';
import { shop } from '../ui/shop.js';
import { firstLanguage, keepLanguage, type Language, locales } from './languages.js';
import { LanguageChoice } from './use-language.js';

export type LoadWords = (language: Language) => Promise<AbstractIntlMessages>;

/** Everything below it speaks the chosen language; nothing is drawn before its words are there, and no other language is loaded. */
export function Words({ load, children }: { load: LoadWords; children: ReactNode }) {
  const [wanted, setWanted] = useState(firstLanguage);
  const [spoken, setSpoken] = useState<{ language: Language; messages: AbstractIntlMessages } | null>(null);
  useEffect(() => {
    let isWanted = true;
    void load(wanted).then((messages) => {
      if (!isWanted) return;
      document.documentElement.lang = locales[wanted];
      setSpoken({ language: wanted, messages });
    });
    return () => {
      isWanted = false;
    };
  }, [load, wanted]);
  if (!spoken) return null;
  const choose = (language: Language) => {
    keepLanguage(language);
    setWanted(language);
  };
  return (
    <IntlProvider locale={locales[spoken.language]} messages={spoken.messages} timeZone={shop.timeZone}>
      <LanguageChoice value={{ language: spoken.language, choose }}>{children}</LanguageChoice>
    </IntlProvider>
  );
}
