import { z } from 'zod';
import { givenPassword } from '../../modules/identity/index.js';
import { line } from '../../shared/fields.js';

/** What the admin login takes, as JSON and as a form: the username or the e-mail. */
export const logInForm = z.object({ username: line(254), password: givenPassword });
