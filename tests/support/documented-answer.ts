const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

const VARYING: Record<string, RegExp> = {
  id: /^(?:\d+|[a-z0-9]{8})$/,
  customerId: /^\d+$/,
  workerId: /^\d+$/,
  entityId: /^(?:\d+|[a-z0-9]{8})$/,
  orderId: /^[a-z0-9]{8}$/,
  transitId: /^(?:S2F|F2S)-\d{14}-[0-9a-f]{6}$/,
  token: /^eyJ[\w.-]+…?$/,
  key: /^fc_[\w-]{7,}…?$/,
  hint: /^fc_[\w-]{4}$/,
  trackingToken: /^[\w-]{22}$/,
  trackingUrl: /^\/api\/track\/[\w-]{22}$/,
  barcodeUrl: /^\/api\/orders\/[a-z0-9]{8}\/barcode\.png$/,
  barcode_url: /^\/api\/orders\/[a-z0-9]{8}-\d+\/barcode\.png$/,
  requestId: /^[\w-]{8,64}$/,
  at: TIME,
  expiresAt: TIME,
  createdAt: TIME,
  updatedAt: TIME,
  initiatedAt: TIME,
  arrivedAt: TIME,
  completedAt: TIME,
  scannedAt: TIME,
  lastOrderDate: TIME,
};

/** Ids inside longer texts: of an actor, of an order or a batch in a note. What stands around them does not vary. */
const IDS_IN_TEXTS: Record<string, RegExp> = {
  actor: /(?<=^[a-z]+:)\d+$/,
  note: /(?<=^(?:S2F|F2S)-)\d{14}-[0-9a-f]{6}$/,
  detail: /(?<=\border )[a-z0-9]{8}$/,
};

/** A JSON answer with its ids, tokens and times, where they have their form, replaced by their type: two answers alike become equal. */
export function withoutVarying(json: string): unknown {
  return JSON.parse(json, (key, value: unknown) => {
    if (VARYING[key]?.test(String(value))) return `<${typeof value} ${key}>`;
    const id = IDS_IN_TEXTS[key];
    return id && typeof value === 'string' ? value.replace(id, '<id>') : value;
  });
}

/** Whole printed lines as a pattern, in which `…` stands for whatever differs from run to run. */
export function textPattern(printed: string): RegExp {
  const escaped = printed.trimEnd().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?:^|\\n)${escaped.replaceAll('…', '[^\\n]+')}(?:\\n|$)`);
}
