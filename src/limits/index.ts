export { createLimits, type Limits, type Standing, type Subject } from './limits.js';
export {
  clientLimit,
  guestOrderLimits,
  integrationLimit,
  logInLimits,
  type Policy,
  passwordLimits,
  signUpLimits,
  trackingLimits,
} from './policies.js';
