export { defineEvent, type EventDefinition, type Happened, happened } from './event-definition.js';
export { createOutbox, type Outbox } from './outbox.js';
export { recordEvents } from './record-events.js';
