import { z } from 'zod';

type Refusal = { message: string; params?: Record<string, unknown> };

/**
 * A list of 1 to `max` elements. Its length is looked at before its elements: ten thousand bad ones would make ten thousand
 * problems. `refusal` is told for an empty one and, with `orNone`, for what is no list at all.
 */
export function listOf<S extends z.ZodType>(element: S, max: number, refusal: Refusal & { orNone?: boolean }) {
  const { orNone = false, ...empty } = refusal;
  return z
    .preprocess((value, context) => {
      if (Array.isArray(value) ? value.length === 0 : orNone) context.addIssue({ code: 'custom', ...empty });
      if (Array.isArray(value) && value.length > max) context.addIssue(`must hold at most ${max}`);
      return value;
    }, z.array(element))
    .meta({ minItems: 1, maxItems: max });
}
