import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { sqliteTemplateIn } from '../support/template.js';

/** The SQLite template alone: what is mutated here is above the databases. */
export default async function setUp(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'fabclean-mutation-'));
  project.provide('sqliteTemplate', await sqliteTemplateIn(folder));
  return () => rmSync(folder, { recursive: true, force: true });
}
