import { expect, test } from 'vitest';
import { deliveryMoves } from '../../src/modules/deliveries/delivery-status.js';
import { type EditRule, editRules } from '../../src/modules/orders/edit-rules.js';
import { foundMoves, foundPlaces, orderMoves, statusLabels } from '../../src/modules/orders/order-status.js';
import { batchMoves } from '../../src/modules/transit/transit-status.js';
import { guide, under } from '../support/manual.js';

type OrderMove = keyof typeof orderMoves;

test('the guide has every step of an order, with where it begins and where it leads', () => {
  const steps = Object.entries(orderMoves).map(([name, { from, to }]) => [
    `\`${name}\``,
    from.map(label).join(', '),
    label(to),
  ]);

  expect(tableUnder('Life').map((row) => row.slice(0, 3))).toEqual(steps);
});

test('the guide has every step of a batch, with what it does to the orders in it', () => {
  const steps = Object.entries(batchMoves).map(([name, { from, to, orders }]) => [
    `\`${name}\``,
    from,
    to,
    ledTo(orders?.STORE_TO_FACTORY),
    ledTo(orders?.FACTORY_TO_STORE),
  ]);

  expect(tableUnder('Transit batches')).toEqual(steps);
});

test('the guide has every step of a delivery, with what it does to its order', () => {
  const steps = Object.entries(deliveryMoves).map(([name, { from, to, order }]) => [
    `\`${name}\``,
    from.toLowerCase(),
    to.toLowerCase(),
    ledTo(order),
  ]);

  expect(tableUnder('Deliveries')).toEqual(steps);
});

test('the guide has who may change what of an order, and when', () => {
  const all = Object.keys(statusLabels).length;
  const when = ({ statuses, inBatch }: EditRule) =>
    (statuses.length === all ? 'always' : statuses.map(label).join(', ')) + (inBatch ? '' : '; in no open batch');
  const rules = Object.entries(editRules).map(([who, { services, texts }]) => [who, when(services), when(texts)]);

  expect(tableUnder('Changes')).toEqual(rules);
});

test('the README says where a missing order stands once it is found', () => {
  const found = foundPlaces.map((place) => [
    `\`${place}\``,
    label(foundMoves.STORE_TO_FACTORY[place]),
    label(foundMoves.FACTORY_TO_STORE[place]),
  ]);

  expect(tableUnder('Missing orders')).toEqual(found);
});

/** The cells of the first table under the heading, without its head. */
function tableUnder(heading: string): string[][] {
  const rows = under(guide('api'), heading)
    .split('\n')
    .filter((text) => text.startsWith('|'));
  return rows.slice(2).map((row) => row.slice(2, -2).split(' | '));
}

function label(status: keyof typeof statusLabels): string {
  if (status === 'RETURNED_TO_STORE') return `${statusLabels[status]} (returned)`;
  return status.match(/\w_AT_STORE$/) ? `${statusLabels[status]} (on the spot)` : statusLabels[status];
}

function ledTo(move: OrderMove | undefined): string {
  return move ? label(orderMoves[move].to) : 'stay where they are';
}
