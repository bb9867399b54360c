import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { AuditEvent } from '../../../../server/pipeline/audit/audit-trail.ts';
import { fileOperations } from '../../../../server/pipeline/files/file-operations.ts';
import { Sweep } from '../../../../server/pipeline/files/sweep.ts';
import { Saves, type SavesOptions } from '../../../../server/pipeline/saves/saves.ts';
import { FakeGuard } from './fake-guard.ts';

/** Saves in a folder, as one core has them. */
export interface SavesRig {
  readonly saves: Saves;
  readonly guard: FakeGuard;
  /** What the audit trail was told. */
  readonly audit: AuditEvent[];
  /** What the owner of a lock was told. */
  readonly told: string[];
  /** What went wrong without anybody having asked. */
  readonly logged: string[];
  /** A comp in a project. */
  readonly comp: string;
  readonly step: string;
}

/** Saves whose state, locks and project are in `root`; a second one with the same root is the core after a crash. */
export function savesIn(root: string, options: Partial<SavesOptions> = {}): SavesRig {
  const step = path.join(root, 'project', '05-SHOTS', 'DEMO_S_SH010', 'DEMO_S_SH010_COMP');
  const comp = path.join(step, 'DEMO_S_SH010_COMP.comp');
  mkdirSync(step, { recursive: true });
  const config = path.join(root, 'project', 'compline.yaml');
  writeFileSync(config, 'version: 1\nproject: { id: DEMO }\nrenderers: { r: { program: x, args: [] } }\n');
  const guard = new FakeGuard(path.join(root, 'fences'));
  const [audit, told, logged]: [AuditEvent[], string[], string[]] = [[], [], []];
  const log = (facts: object, message: string) => {
    logged.push(`${message}: ${'err' in facts ? facts.err : ''}`);
  };
  const saves = new Saves({
    folder: path.join(root, 'state', 'saves'),
    guard,
    tellOwner: async (_file, _client, message) => void told.push(message),
    files: fileOperations,
    sweep: new Sweep(),
    audit: { append: async (_root, event) => void audit.push(event) },
    by: { user: 'ann', machine: 'ws01' },
    log: { info: () => {}, warn: log, error: log },
    now: Date.now,
    ...options,
  });
  return { saves, guard, audit, told, logged, comp, step };
}
