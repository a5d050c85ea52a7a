export { answerOnce } from './answer-once.js';
export { idempotencyKeyOf } from './key-header.js';
