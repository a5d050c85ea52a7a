import { useTranslations } from 'use-intl';
import { Select } from '../ui/field.js';
import { type Language, languages } from './languages.js';
import { useLanguage } from './use-language.js';

/** Chooses the language of this browser, each by its own name. */
export function LanguageSelect() {
  const t = useTranslations('shared');
  const { language, choose } = useLanguage();
  return (
    <Select label={t('language')} value={language} onChange={(event) => choose(event.target.value as Language)}>
      {Object.entries(languages).map(([code, name]) => (
        <option key={code} value={code} lang={code}>
          {name}
        </option>
      ))}
    </Select>
  );
}
