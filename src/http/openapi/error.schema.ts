import { z } from 'zod';

/** What every 4xx and 5xx says. */
export const errorWire = z
  .strictObject({
    error: z.string().meta({ description: 'A sentence for people. It may be worded anew: programs look at `code`.' }),
    code: z.string().meta({ description: 'What went wrong, for programs. A code never changes its meaning.' }),
    requestId: z
      .string()
      .meta({ description: 'The `X-Request-Id` of this answer: the server’s log has it on every line.' }),
    details: z
      .array(
        z.strictObject({
          path: z.string().meta({ description: 'Where, with dots between the parts: `items.0.quantity`.' }),
          message: z.string().meta({ description: 'What is wrong there.' }),
        }),
      )
      .optional()
      .meta({ description: 'Every problem with the input, where there is more to say than the sentence does.' }),
  })
  .meta({ id: 'Error', description: 'The answer to everything that went wrong, whatever it was.' });
