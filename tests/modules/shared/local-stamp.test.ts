import { expect, test } from 'vitest';
import { localStamp } from '../../../src/shared/local-stamp.js';

test.each([
  ['UTC', '2026-11-28T03:00:12.345Z', '20261128030012'],
  ['America/New_York', '2026-11-28T03:00:12.000Z', '20261127220012'],
  ['Asia/Kolkata', '2026-11-28T18:30:00.000Z', '20261129000000'],
  ['Asia/Kathmandu', '2026-12-31T18:15:00.000Z', '20270101000000'],
  ['Pacific/Kiritimati', '2026-12-31T09:59:59.999Z', '20261231235959'],
  ['Europe/Berlin', '2026-03-29T00:59:59.000Z', '20260329015959'],
  ['Europe/Berlin', '2026-03-29T01:00:00.000Z', '20260329030000'],
  ['Europe/Berlin', '2026-10-25T00:30:00.000Z', '20261025023000'],
  ['Europe/Berlin', '2026-10-25T01:30:00.000Z', '20261025023000'],
  ['Australia/Lord_Howe', '2026-04-04T14:30:00.000Z', '20260405013000'],
])('a clock in %s shows %s as %s', (zone, at, stamp) => {
  expect(localStamp(zone, new Date(at))).toBe(stamp);
});
