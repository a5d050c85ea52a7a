import { convertV2 } from 'openapi-to-postmanv2';
import { allOperations, apiDocument, type Located } from '../support/api-document.js';
import { chapters, type Step } from './steps.js';

type Query = { key: string; value: string };
type Item = {
  name: string;
  item?: Item[];
  request: {
    method: string;
    url: { path: string[]; query: Query[]; variable: { key: string; value: string }[] };
    header: { key: string; value: string }[];
    body?: { raw?: string };
    [field: string]: unknown;
  };
};

const OPTIONS = { folderStrategy: 'Tags', requestParametersResolution: 'Example', parametersResolution: 'Example' };

/** The Postman collection of the document: its requests in the order of the steps, wired by their variables. The same every time. */
export async function postmanCollection(): Promise<object> {
  const requests = await convert();
  return {
    info: {
      name: 'FabClean API',
      description: `Every operation of the API, version ${apiDocument.info.version}, in an order that works: run the whole collection. Set \`baseUrl\` and \`adminPassword\` first.`,
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    // E-mails of its own for each run, so that the collection can be run again.
    event: [
      script('prerequest', [
        "if (!pm.variables.get('run')) pm.collectionVariables.set('run', Date.now().toString(36));",
      ]),
    ],
    variable: Object.entries({
      baseUrl: 'http://localhost:5005',
      adminUsername: 'admin',
      adminPassword: '',
      run: '',
    }).map(([key, value]) => ({ key, value })),
    item: chapters.map(({ name, steps }) => ({ name, item: steps.map((step) => toRequest(step, requests)) })),
  };
}

/** The document's requests as the converter makes them, by operationId. */
async function convert(): Promise<Map<string, { located: Located; item: Item }>> {
  const result = await new Promise<{ output: { data: Item }[] }>((resolve, reject) => {
    convertV2({ type: 'json', data: structuredClone(apiDocument) }, OPTIONS, (error, converted) => {
      if (error || !converted.result) reject(error ?? new Error(converted.reason));
      else resolve(converted);
    });
  });
  const items = (result.output[0]?.data.item ?? []).flatMap(function flatten(item: Item): Item[] {
    return item.item ? item.item.flatMap(flatten) : [item];
  });
  // A parameter that is only part of a segment, as in `/qr/{id}.png`, is a variable there.
  const routeOf = ({ request: { method, url } }: Item) =>
    `${method} /${url.path.join('/').replace(/\{\{(\w+)\}\}/g, ':$1')}`;
  const byRoute = new Map(items.map((item) => [routeOf(item), item]));
  return new Map(
    allOperations.map((located) => {
      const item = byRoute.get(located.route);
      if (!item) throw new Error(`the converter left out ${located.route}`);
      return [located.operation.operationId, { located, item }];
    }),
  );
}

function toRequest(step: Step, requests: Awaited<ReturnType<typeof convert>>): object {
  const found = requests.get(step.run);
  if (!found) throw new Error(`the document has no operation ${step.run}`);
  const { method, url, header, body, description } = found.item.request;
  const { params = {}, query = {} } = step;
  const raw = step.text ?? (body?.raw ? withFields(body.raw, step.body ?? {}) : undefined);
  return {
    name: step.name ?? found.located.operation.summary,
    request: {
      method,
      description,
      // Conditions of a state nobody has seen yet would only get in the way.
      header: header
        .filter(({ key }) => key === 'Content-Type' || key === 'Accept')
        .map(({ key, value }) => ({ key, value })),
      auth: authOf(step),
      url: {
        host: ['{{baseUrl}}'],
        path: url.path.map((part) =>
          part.replace(/\{\{(\w+)\}\}/g, (_, key: string) => params[key] ?? missing(step, key)),
        ),
        query: Object.entries(query).map(([key, value]) => ({ key, value })),
        variable: url.variable.map(({ key }) => ({ key, value: params[key] ?? missing(step, key) })),
      },
      ...(raw === undefined ? {} : { body: { mode: 'raw', raw } }),
    },
    event: [script('test', testsOf(step, found.located))],
  };
}

function authOf({ as }: Step): object {
  if (as === undefined || as === 'admin') return { type: 'noauth' };
  return { type: 'bearer', bearer: [{ key: 'token', value: `{{${as}Token}}`, type: 'string' }] };
}

function testsOf({ keep = {} }: Step, { operation }: Located): string[] {
  const status = Object.keys(operation.responses).find((code) => code.startsWith('2'));
  return [
    `pm.test('answers ${status}', () => pm.response.to.have.status(${status}));`,
    ...Object.entries(keep).map(([name, path]) => `pm.collectionVariables.set('${name}', pm.response.json().${path});`),
  ];
}

/** The example with other fields. `{{{name}}}` stands for a variable that is a number. */
function withFields(example: string, fields: Record<string, unknown>): string {
  const body = { ...(JSON.parse(example) as object), ...fields };
  const kept = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
  return JSON.stringify(kept, null, 2).replace(/"\{(\{\{\w+\}\})\}"/g, '$1');
}

function script(listen: 'prerequest' | 'test', exec: string[]): object {
  return { listen, script: { type: 'text/javascript', exec } };
}

function missing(step: Step, key: string): never {
  throw new Error(`the step ${step.run} needs ${key}`);
}
