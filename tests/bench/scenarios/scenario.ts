import type { Access } from '../measure/accounts.js';
import type { LoadRequest, Round } from '../measure/load.js';
import type { Kind, Target } from '../measure/targets.js';

export type Run = { target: Target; access: Access; connections: number; seconds: number };

/** Something a shop does all day, sent alike to the product and to what it is measured against. */
export type Scenario = {
  name: string;
  /** The least share of the reference's requests a second that the product must reach; absent where no budget is set. */
  budget?: number;
  connections: readonly number[];
  against: readonly Kind[];
  run: (run: Run) => Promise<Round>;
  /** A read whose answer must be the same from all three, byte for byte. */
  same?: (access: Access) => LoadRequest;
};

export const BOTH_LOADS = [16, 64] as const;
