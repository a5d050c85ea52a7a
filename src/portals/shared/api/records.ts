import type { components } from './fabclean.d.ts';

type Schemas = components['schemas'];

export type Order = Schemas['Order'];
export type OrderItem = Schemas['OrderItem'];
export type Status = Order['status'];
export type TimelineEntry = Schemas['TimelineEntry'];
export type Customer = Schemas['CustomerRecord'];
export type Service = Schemas['Service'];
export type Batch = Schemas['TransitBatch'];
