// For NODE_OPTIONS=--require: SIGUSR2 collects all garbage, so that what is left in memory is what somebody still holds.
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');
const { isMainThread } = require('node:worker_threads');

if (isMainThread) {
  setFlagsFromString('--expose_gc');
  const collect = runInNewContext('gc');
  process.on('SIGUSR2', () => collect());
}
