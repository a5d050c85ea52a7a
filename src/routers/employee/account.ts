import { z } from 'zod';
import { endpoint } from '../../http/endpoint.js';
import { givenPassword, newPassword } from '../../modules/identity/index.js';
import { changePassword, WORKER_PASSWORD_MIN } from '../../modules/workers/index.js';
import { passwordLimits } from '../../rate-limits/index.js';
import { acceptCamelCase } from '../accept-camel-case.js';
import { employeesOnly } from '../audiences.js';
import { callerId } from '../caller-id.js';

const changedPassword = acceptCamelCase(
  z.object({ current_password: givenPassword, new_password: newPassword(WORKER_PASSWORD_MIN) }),
).meta({
  id: 'ChangedEmployeePassword',
  examples: [{ current_password: 'correct horse battery', new_password: 'a new pass phrase' }],
});

export const accountEndpoints = [
  endpoint({
    method: 'post',
    path: '/employee/change-password',
    operationId: 'changeEmployeePassword',
    summary: 'Set a new password; every token of the account ends, this one too',
    access: employeesOnly,
    body: changedPassword,
    hashes: 'staff',
    limits: passwordLimits,
    status: 200,
    response: z.strictObject({ message: z.literal('Password updated successfully') }),
    errors: ['auth.invalid_credentials', 'server.busy'],
    handle: async ({ body }, { deps, actor }) => {
      const input = { current: body.current_password, next: body.new_password };
      await changePassword(deps, actor, callerId(actor), input);
      return { message: 'Password updated successfully' };
    },
  }),
];
