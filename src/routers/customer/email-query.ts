import { z } from 'zod';

/** `?email=`, which the older clients send with lists and deletions; what is not an address simply matches nobody. */
export const emailQuery = z.object({
  email: z
    .custom<string>((value) => typeof value === 'string' && value.trim() !== '', {
      message: 'Email query param is required',
      params: { sentence: true },
    })
    .transform((value) => value.trim().toLowerCase()),
});
