import { createContext, useContext } from 'react';
import type { Language } from './languages.js';

export const LanguageChoice = createContext<{ language: Language; choose: (language: Language) => void }>({
  language: 'en',
  choose: () => undefined,
});

export function useLanguage() {
  return useContext(LanguageChoice);
}
