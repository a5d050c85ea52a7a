import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { under } from './manual.js';

/** One ```bash block of a page, under its nearest heading, and the block below it that shows the answer. */
export type Step = { title: string; command: string; documented: { language: string; text: string } | undefined };

const run = promisify(execFile);
const END_OF_STEP = '=== end of step ===';

/** The steps under this heading of a page. Throws when the page has no such heading. */
export function stepsOf(markdown: string, heading: string): Step[] {
  const steps: Step[] = [];
  let title = heading;
  for (const [, subheading, language = '', text = ''] of under(markdown, heading).matchAll(
    /^#+ (.+)$|^```(\w+)\n([\s\S]*?)^```$/gm,
  )) {
    const last = steps.at(-1);
    if (subheading !== undefined) title = subheading;
    else if (language === 'bash') steps.push({ title, command: text, documented: undefined });
    else if (last) last.documented ??= { language, text };
  }
  return steps;
}

/**
 * Runs the commands one after the other in a single bash, as if pasted, and answers what each of them printed. `typed` is for
 * those that ask for something.
 */
export async function runInOneShell(commands: readonly string[], folder: string, typed = ''): Promise<string[]> {
  const script = commands.map((command) => `${command}\nprintf '\\n%s\\n' '${END_OF_STEP}'\n`).join('');
  const shell = run('bash', ['-c', script], { cwd: folder });
  shell.child.stdin?.end(typed);
  const { stdout } = await shell;
  return stdout
    .replaceAll('\r', '')
    .split(`\n${END_OF_STEP}\n`)
    .slice(0, -1)
    .map((output) => output.trim());
}
