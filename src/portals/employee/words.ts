import type { LoadWords } from '../shared/words/provider.js';

const files = {
  en: () =>
    Promise.all([
      import('../shared/words/messages/en/shared.json'),
      import('../shared/words/messages/en/employee.json'),
    ]),
  hi: () =>
    Promise.all([
      import('../shared/words/messages/hi/shared.json'),
      import('../shared/words/messages/hi/employee.json'),
    ]),
  ta: () =>
    Promise.all([
      import('../shared/words/messages/ta/shared.json'),
      import('../shared/words/messages/ta/employee.json'),
    ]),
};

/** The portal's words in one language: files of their own, loaded when somebody speaks it. */
export const loadWords: LoadWords = async (language) => {
  const [shared, employee] = await files[language]();
  return { shared: shared.default, ...employee.default };
};
