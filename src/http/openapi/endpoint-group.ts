import type { AnyEndpoint } from '../endpoint.js';

/** Endpoints that stand under one heading of the document. */
export type EndpointGroup = {
  tag: string;
  description: string;
  /** Whether they answer also while the server takes no work. */
  alwaysAnswers?: boolean;
  endpoints: readonly AnyEndpoint[];
};
