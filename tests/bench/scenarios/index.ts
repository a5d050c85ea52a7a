import { barcodeScenario } from './barcodes.js';
import { batchScenario } from './batches.js';
import { barcodesBesideReads, loginsBesideReads } from './beside-reads.js';
import { counterDayScenario } from './counter-day.js';
import { liveEventsTrial } from './live-events.js';
import { memoryTrial } from './memory.js';
import { readyTrial } from './ready.js';
import { requestScenarios } from './requests.js';
import type { Scenario, Trial } from './scenario.js';
import { webhookTrial } from './webhooks.js';

/** Reads first: their answers are compared on the history as it was made, and the writes change it. */
export const comparisons: Scenario[] = [...requestScenarios, barcodeScenario, batchScenario, counterDayScenario];

export const trials: Trial[] = [
  webhookTrial,
  liveEventsTrial,
  loginsBesideReads,
  barcodesBesideReads,
  memoryTrial,
  readyTrial,
];
