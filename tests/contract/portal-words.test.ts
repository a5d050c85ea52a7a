import { readdirSync, readFileSync } from 'node:fs';
import { createTranslator } from 'use-intl/core';
import { expect, test } from 'vitest';

const folder = new URL('../../src/portals/shared/words/messages/', import.meta.url);
const others = readdirSync(folder).filter((language) => language !== 'en');

type Words = { [name: string]: string | Words };

function wordsOf(language: string, file: string): Map<string, string> {
  const words = JSON.parse(readFileSync(new URL(`${language}/${file}`, folder), 'utf8')) as Words;
  const flat = (some: Words, before: string): [string, string][] =>
    Object.entries(some).flatMap(([name, word]) =>
      typeof word === 'string' ? [[`${before}${name}`, word]] : flat(word, `${before}${name}.`),
    );
  return new Map(flat(words, ''));
}

const valuesIn = (message: string) => [...new Set(message.match(/\{\w+(?=[,}])/g))].toSorted();

/** The message as it is said about one of something and about several. Throws where it cannot be read. */
function spoken(language: string, message: string): string {
  const onError = (error: Error) => {
    throw error;
  };
  const say = createTranslator({ locale: language, messages: { message }, onError });
  const values = (count: number) => Object.fromEntries(valuesIn(message).map((value) => [value.slice(1), count]));
  return [0, 1, 7].map((count) => say('message', values(count))).join('\n');
}

for (const file of readdirSync(new URL('en/', folder))) {
  for (const language of others) {
    test(`every word of ${file} is there in ${language}, with the same values in it, and is no English`, () => {
      const english = wordsOf('en', file);
      const translated = wordsOf(language, file);

      expect([...translated.keys()].toSorted()).toEqual([...english.keys()].toSorted());
      for (const [name, message] of translated) {
        expect(valuesIn(message), name).toEqual(valuesIn(english.get(name) ?? ''));
        const said = spoken(language, message);
        expect(said.replaceAll('FabClean', ''), name).not.toMatch(/[A-Za-z]/);
      }
    });
  }
}
