import type { Access } from '../measure/accounts.js';
import type { Budget } from '../measure/budget.js';
import type { LoadRequest, Round } from '../measure/load.js';
import type { Spread } from '../measure/spread.js';
import type { Stage } from '../measure/stage.js';
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

export type Comparison = {
  connections: number;
  budget: number | null;
  medians: Partial<Record<Kind, Round>>;
  /** The product's requests a second as a share of the reference's. */
  ratio: number | null;
};

/** Something that has no counterpart to be measured against: the product alone, held to absolute figures or to itself. */
export type Trial = { name: string; run: (stage: Stage) => Promise<Finding> };

export type Figure = { label: string; value: number; unit: string };
export type Finding = { figures: Figure[]; budgets: Budget[]; spreads?: Record<string, Spread> };

export const BOTH_LOADS = [16, 64] as const;
