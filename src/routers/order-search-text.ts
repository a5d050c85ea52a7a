import { z } from 'zod';
import { readScan } from '../modules/orders/index.js';
import { searchText } from '../modules/search/index.js';
import { isCleanLine } from '../shared/fields.js';

/** `?q=` of orders: words as everywhere, or a scan, whose control characters no words have. */
export const orderSearchText = z.preprocess((value) => {
  if (typeof value !== 'string' || isCleanLine(value.trim())) return value;
  return readScan(value)?.orderId ?? value;
}, searchText);
