export { eventId, eventView, type WireEvent } from './event.view.js';
export { defineEvent, type EventDefinition, type Happened, happened } from './event-definition.js';
export { createOutbox, type Outbox } from './outbox.js';
export { type PlacedEvent, positionBeforeOldest, readEvents } from './read-events.js';
export { recordEvents } from './record-events.js';
export { lookAtSequence } from './sequence-events.js';
