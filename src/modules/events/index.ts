export { eventCatalogue, eventTypes } from './catalogue.js';
export { eventPattern, eventPatterns, matchesEvent } from './match-events.js';
