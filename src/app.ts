import { fileURLToPath } from 'node:url';
import express, { type Express } from 'express';
import type { Deps } from './deps.js';
import { adminSession } from './http/admin-session.js';
import { errorHandler, unknownRoute } from './http/error-handler.js';
import { mount } from './http/mount.js';
import { portals } from './http/portals.js';
import { requestLog } from './http/request-log.js';
import { requireHost } from './http/require-host.js';
import { allowOrigins, pagePolicy, securityHeaders } from './http/security-headers.js';
import { timeBudget } from './http/time-budget.js';
import { manual } from './manual/manual.js';
import { admit } from './overload/admission.js';
import { drain, refuseUnlessReady } from './process/lifecycle.js';
import { limitClients } from './rate-limits/http.js';
import { adminPages } from './routers/admin/pages.js';
import { apiEndpoints } from './routers/index.js';
import { operationsEndpoints, pingEndpoint } from './routers/operations/index.js';

const publicFolder = fileURLToPath(new URL('../public', import.meta.url));

/** The whole server as one Express application: the order of this page is the order a request goes through. */
export function createApp(deps: Deps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', deps.config.trustProxy);
  app.set('query parser', 'simple');
  // Endpoints make their own: an ETag of an error or of an answer to POST would mean nothing.
  app.set('etag', false);
  app.use(requestLog(deps.logger));
  app.use(deps.metrics.observe);
  app.use(drain(deps.lifecycle));
  app.use(timeBudget(deps.config.databaseTimeoutMs));
  app.use(requireHost);
  app.use(securityHeaders);
  app.use(mount(deps, operationsEndpoints));
  app.use(refuseUnlessReady(deps.lifecycle));
  app.use(allowOrigins(deps.config.corsOrigins));
  app.use(limitClients(deps));
  app.use(mount(deps, [pingEndpoint]));
  app.use(deps.unsent.refuse);
  app.use(portals(deps.config));
  app.use(admit(deps));
  app.use(adminSession(deps));
  app.use(adminPages(deps));
  app.use(mount(deps, apiEndpoints));
  app.use('/docs', manual());
  app.use(pagePolicy, express.static(publicFolder, { index: 'index.html', dotfiles: 'ignore' }));
  app.use(unknownRoute);
  app.use(errorHandler(deps.logger));
  return app;
}
