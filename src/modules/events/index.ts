export { eventCatalogue, eventTypes } from './catalogue.js';
