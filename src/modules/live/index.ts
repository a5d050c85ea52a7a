export { createLiveEvents, type EndReason, type LiveEvents } from './live-events.js';
export type { Sink, Viewer } from './live-stream.js';
