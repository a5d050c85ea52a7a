import { expect, test } from 'vitest';
import { startApp } from '../support/app.js';
import { names } from '../support/spellings/names.js';
import { phones } from '../support/spellings/phones.js';
import { type Spellings, storedTexts } from '../support/spellings/spellings.js';
import { aCustomerRecord, type Calls, callsAsAdmin } from '../support/staff.js';

type Field = 'name' | 'phone';

async function withShop(country: string, groups: Spellings[], field: Field, look: (find: Find) => Promise<void>) {
  const app = await startApp({ country });
  try {
    const admin = await callsAsAdmin(app);
    for (const text of new Set(groups.flatMap(storedTexts)))
      await aCustomerRecord(admin, { name: 'Customer', phone: '1', [field]: text });
    await look((q) => found(admin, field, q));
  } finally {
    await app.close();
  }
}

type Find = (q: string) => Promise<string[]>;

async function found(admin: Calls, field: Field, q: string): Promise<string[]> {
  const { status, body } = await admin.get('/admin/api/customers', { q });
  expect(status, q).toBe(200);
  return body.map((customer: Record<Field, string>) => customer[field]).sort();
}

async function check(find: Find, { same, found: pairs, missed }: Spellings) {
  for (const spellings of same)
    for (const typed of spellings) expect(await find(typed), typed).toEqual([...spellings].sort());
  for (const [stored, typed] of pairs) expect(await find(typed), typed).toContain(stored);
  for (const [stored, typed] of missed) expect(await find(typed), typed).not.toContain(stored);
}

test('among names of many scripts each is found by all of its spellings, and nobody else is', async () => {
  const groups = Object.values(names);

  await withShop('IN', groups, 'name', async (find) => {
    for (const group of groups) await check(find, group);
  });
});

test.each(phones)('a shop in $country finds a number by all of its spellings, and no other number', async (group) => {
  await withShop(group.country, [group], 'phone', (find) => check(find, group));
});
