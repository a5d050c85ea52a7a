import type { Tx } from '../../db/client.js';
import { invalidFields } from '../../shared/invalid-fields.js';
import { requireNotErased } from '../customers/index.js';
import { indexChangedOrder } from '../search/index.js';
import { claimForEdit } from './claim-for-edit.js';
import { type Editor, editRules } from './edit-rules.js';
import { clearLineNotes, handOver, type Readdress, rememberOwner } from './hand-over.js';
import { editEvents } from './order.events.js';
import { getOrder, type OwnedOrder } from './order.store.js';
import { orderView } from './order.view.js';
import { askedLinesOf, type OrderChanges, textChangesOf, wordsOf } from './order-changes.js';
import { planLines } from './plan-lines.js';
import { refuseWordsOnErased } from './refuse-words-on-erased.js';
import { replaceLines } from './replace-lines.js';
import { storedLinesOf } from './stored-lines.js';
import { writeTimeline } from './write-timeline.js';

/**
 * Writes what of the input differs from the order, as this editor may at this time, and answers the names of it; the row must be held
 * where lines are asked for, and more where it changes hands: see `holdForHandOver`. Lines keep their prices: see `planLines`. Throws
 * what that throws, `order.too_late`, and `customer.erased` for words about a customer who was (`customer.not_found` to the owner);
 * and what `handOver` throws.
 */
export async function changeOrder(
  tx: Tx,
  before: OwnedOrder,
  given: OrderChanges,
  editor: Editor,
  by: { at: Date; actor: string },
  readdress?: Readdress,
): Promise<string[]> {
  const { id } = before;
  const { owner, input } = await handOver(tx, before, given);
  const texts = textChangesOf(before, input);
  const asked = askedLinesOf(before, input);
  const stored = asked ? await storedLinesOf(tx, id) : [];
  const plan = asked && (await planLines(tx, stored, asked));
  const change = plan?.change ?? 'none';
  const names = [...(owner ? ['customerId'] : []), ...Object.keys(texts), ...(change === 'none' ? [] : ['items'])];
  if (names.length === 0) return names;
  const rules = editRules[editor];
  if (owner) await rememberOwner(tx, before);
  await claimForEdit(
    tx,
    id,
    { ...texts, ...owner, updatedAt: by.at },
    change === 'services' ? rules.services : rules.texts,
  );
  // To its owner a deleted account is gone; staff are told why nothing can be written down.
  if (editor === 'owner') await requireNotErased(tx, before.customerId);
  else await refuseWordsOnErased(tx, id, wordsOf(texts, asked));
  if (plan && change !== 'none') await replaceLines(tx, id, stored, plan, by.at);
  else if (owner && !input.keepDetails && (await clearLineNotes(tx, id))) names.push('items');
  if (owner && (await readdressOpen(tx, before, input, by, readdress))) names.push('deliveryAddress');
  const after = await getOrder(tx, id);
  if (names.some((name) => name !== 'pickupDate')) await indexChangedOrder(tx, after);
  const entry = { orderId: id, type: 'edited', status: after.status, note: names.join(', '), ...by };
  await writeTimeline(tx, entry, editEvents(orderView(after), names, change === 'services'));
  return names;
}

/** Sends the open delivery where the new owner is, or where the input says; whether that is elsewhere. */
async function readdressOpen(
  tx: Tx,
  { openDeliveryId }: OwnedOrder,
  { deliveryAddress, keepDetails }: OrderChanges,
  by: { at: Date; actor: string },
  readdress: Readdress | undefined,
): Promise<boolean> {
  if (openDeliveryId === null) {
    if (!deliveryAddress) return false;
    throw invalidFields([
      { path: 'deliveryAddress', message: 'belongs to a planned delivery, and this order has none' },
    ]);
  }
  if (deliveryAddress === undefined && keepDetails) return false;
  if (!readdress) throw new Error('an order changes hands where nobody knows its delivery');
  return readdress(tx, openDeliveryId, deliveryAddress || null, by);
}
