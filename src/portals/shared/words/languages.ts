export const languages = { en: 'English', hi: 'हिन्दी', ta: 'தமிழ்' } as const;

export type Language = keyof typeof languages;

/** How the language writes numbers and days where the shop is. */
export const locales = { en: 'en-IN', hi: 'hi-IN', ta: 'ta-IN' } as const satisfies Record<Language, string>;

const KEPT_AS = 'fabclean.language';

/** What was chosen in this browser, or else the first of its own languages that there is. */
export function firstLanguage(): Language {
  const wanted = [localStorage.getItem(KEPT_AS), ...navigator.languages];
  const known = wanted.map((name) => name?.slice(0, 2).toLowerCase());
  return (known.find((name) => name !== undefined && name in languages) as Language | undefined) ?? 'en';
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(KEPT_AS, language);
}
