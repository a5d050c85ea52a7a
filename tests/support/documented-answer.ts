const VARYING: Record<string, RegExp> = {
  id: /^(?:\d+|[a-z0-9]{8})$/,
  customerId: /^\d+$/,
  orderId: /^[a-z0-9]{8}$/,
  actor: /^customer:\d+$/,
  token: /^eyJ[\w.-]+…?$/,
  trackingToken: /^[\w-]{22}$/,
  trackingUrl: /^\/api\/track\/[\w-]{22}$/,
  barcodeUrl: /^\/api\/orders\/[a-z0-9]{8}\/barcode\.png$/,
  requestId: /^[\w-]{8,64}$/,
  createdAt: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  updatedAt: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  at: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
};

/** A JSON answer with its ids, tokens and times, where they have their form, replaced by their type: two answers alike become equal. */
export function withoutVarying(json: string): unknown {
  return JSON.parse(json, (key, value: unknown) =>
    VARYING[key]?.test(String(value)) ? `<${typeof value} ${key}>` : value,
  );
}

/** Whole printed lines as a pattern, in which `…` stands for whatever differs from run to run. */
export function textPattern(printed: string): RegExp {
  const escaped = printed.trimEnd().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?:^|\\n)${escaped.replaceAll('…', '[^\\n]+')}(?:\\n|$)`);
}
