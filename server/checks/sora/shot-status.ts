import { nearestNames } from '../../formats/comp/nearest-name.ts';
import { stringIn } from '../../formats/json/json-tree.ts';
import { itemName, type ProjectItem } from '../../formats/sora/project.ts';
import { SHOT_STATUSES } from '../../formats/sora/schema.ts';
import type { Observation } from '../check.ts';
import type { DocumentCheck } from '../document-check.ts';
import type { CheckedProject } from './checked-project.ts';
import { capital, listed, placeIn, shown } from './words.ts';

const STATUSES = SHOT_STATUSES.map(([status]) => status);

/** What other programs, and the window of the desktop application, call a status. */
const OTHER_WORDS: ReadonlyMap<string, string> = new Map([
  ['active', 'processing'],
  ['in_progress', 'processing'],
  ['running', 'processing'],
  ['waiting', 'queued'],
  ['done', 'completed'],
  ['error', 'failed'],
  ['canceled', 'cancelled'],
]);

/** Statuses that a shot cannot have. */
export const soraStatus: DocumentCheck<CheckedProject> = {
  code: 'sora-status',
  title: 'The status of a shot is none that shots have.',
  defaultSeverity: 'warning',
  *run({ project }) {
    for (const shot of project.shots) {
      yield undefined;
      const status = stringIn(shot.part, 'status');
      if (status === 'processing' && (stringIn(shot.part, 'job_id') ?? '') === '') yield withoutJob(shot);
      if (status === undefined || STATUSES.includes(status)) continue;
      const meant = OTHER_WORDS.get(status.toLowerCase()) ?? nearestNames(status, STATUSES, 1)[0];
      const range = placeIn(shot, 'status');
      const what = `\`${shown(status)}\` is no status of a shot`;
      if (meant === undefined) yield { message: `${what}. It is one of ${listed(STATUSES, 'or')}.`, range };
      else {
        const edits = [{ range, newText: JSON.stringify(meant) }];
        const fixes = [{ title: `Change to \`${meant}\``, edits, preferred: true }];
        yield { message: `${what}. Did you mean \`${meant}\`?`, range, fixes };
      }
    }
  },
};

/** The desktop application does not write down what the provider calls the job of a shot. */
function withoutJob(shot: ProjectItem): Observation {
  const message = `${capital(itemName(shot))} is being made and has no \`job_id\`: a restart sends, and bills, it again.`;
  return { severity: 'hint', message, range: placeIn(shot, 'status') };
}
