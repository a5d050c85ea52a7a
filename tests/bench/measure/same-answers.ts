import type { Access } from './accounts.js';
import type { LoadRequest } from './load.js';
import type { Target } from './targets.js';

/** Throws unless every server answers this read with the same bytes: what is compared must be the same work. */
export async function expectSameAnswers(
  targets: { target: Target; access: Access }[],
  same: (access: Access) => LoadRequest,
) {
  const answers = await Promise.all(
    targets.map(async ({ target, access }) => {
      const { path, headers = {} } = same(access);
      const response = await fetch(`${target.url}${path}`, { headers });
      const total = response.headers.get('x-total-count');
      return {
        kind: target.kind,
        path,
        text: `${response.status} ${total} ${Buffer.from(await response.arrayBuffer()).toString('latin1')}`,
      };
    }),
  );
  const [first, ...others] = answers;
  for (const other of others) {
    if (other.text !== first?.text) {
      throw new Error(
        `${other.path}: ${other.kind} answers otherwise than ${first?.kind}:\n${cut(first?.text)}\n${cut(other.text)}`,
      );
    }
  }
}

function cut(text = ''): string {
  return text.length > 1_500 ? `${text.slice(0, 1_500)}… (${text.length})` : text;
}
