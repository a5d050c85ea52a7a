import { z } from 'zod';
import { endpoint } from '../../http/endpoint.js';
import { passwordLimits } from '../../limits/index.js';
import { givenPassword, newPassword } from '../../modules/identity/index.js';
import { changePassword, WORKER_PASSWORD_MIN } from '../../modules/workers/index.js';
import { acceptCamelCase } from '../accept-camel-case.js';
import { employeesOnly } from '../audiences.js';
import { callerId } from '../caller-id.js';

const changedPassword = z.object({ current_password: givenPassword, new_password: newPassword(WORKER_PASSWORD_MIN) });

export const accountEndpoints = [
  endpoint({
    method: 'post',
    path: '/employee/change-password',
    summary: 'Set a new password; every token of the account ends, this one too',
    access: employeesOnly,
    body: acceptCamelCase(changedPassword),
    limits: passwordLimits,
    status: 200,
    response: z.strictObject({ message: z.literal('Password updated successfully') }),
    handle: async ({ body }, { deps, actor }) => {
      const input = { current: body.current_password, next: body.new_password };
      await changePassword(deps, actor, callerId(actor), input);
      return { message: 'Password updated successfully' };
    },
  }),
];
