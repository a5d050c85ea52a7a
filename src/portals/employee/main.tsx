import '../shared/theme/tokens.css';
import '../shared/theme/reset.css';
import '../shared/theme/fonts.css';
import '../shared/theme/print.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from '../shared/api/query-client.js';
import { readAgain } from '../shared/outbox/outbox.js';
import { loadSession } from '../shared/session/session.js';
import { applyTheme } from '../shared/theme/colours.js';
import { WithinPolicy } from '../shared/ui/csp.js';
import { Toasts } from '../shared/ui/toasts.js';
import { Words } from '../shared/words/provider.js';
import { registerWorker } from './register-worker.js';
import { router } from './routes.js';
import { loadWords } from './words.js';

applyTheme();
void loadSession();
void readAgain();
registerWorker();
// A newer build took the place of the one this page is of: the page of now has the screens of now.
addEventListener('vite:preloadError', () => navigator.onLine && location.reload());

const place = document.getElementById('app');
if (!place) throw new Error('the page has no place for the application');
createRoot(place).render(
  <StrictMode>
    <WithinPolicy>
      <QueryClientProvider client={queryClient}>
        <Words load={loadWords}>
          <Toasts>
            <RouterProvider router={router} />
          </Toasts>
        </Words>
      </QueryClientProvider>
    </WithinPolicy>
  </StrictMode>,
);
