import { z } from 'zod';
import { givenPassword } from '../../modules/identity/index.js';
import { line } from '../../shared/fields.js';

/** What the admin login takes, as JSON and as a form: the username or the e-mail. */
export const logInForm = z
  .object({
    username: line(254).meta({ description: 'The username, or the e-mail.' }),
    password: givenPassword,
  })
  .meta({ id: 'AdminLogIn', examples: [{ username: 'admin', password: 'correct horse battery' }] });
