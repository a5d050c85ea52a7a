export { createLimits, type Limits, type Standing, type Subject } from './limits.js';
export {
  clientLimit,
  customerChangeLimits,
  customerOrderLimits,
  emailLimits,
  guestOrderLimits,
  integrationLimit,
  logInLimits,
  type Policy,
  passwordLimits,
  signUpLimits,
  streamLimits,
  trackingLimits,
} from './policies.js';
