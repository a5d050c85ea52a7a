import { type Config, loadConfig } from '../config.js';
import { OperatorError } from '../shared/operator-error.js';
import { scrub } from '../shared/scrub.js';

/** Runs one command with the configuration; what goes wrong is said in one plain sentence, without values, and ends the process with 1. */
export async function run(command: (config: Config) => Promise<void>): Promise<void> {
  try {
    await command(loadConfig());
  } catch (error) {
    console.error(tell(error));
    process.exit(1);
  }
}

function tell(error: unknown): string {
  if (error instanceof OperatorError) return error.message;
  return scrub(error instanceof Error ? error.message : String(error));
}
