import type { LogLine } from '../../server/protocol/job-logs.ts';
import type { Gate } from '../core/gate.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { codeBlock } from '../views/markdown.ts';
import type { Row } from '../views/row.ts';
import { inTime, pictureMarkdown } from '../views/tooltip-picture.ts';
import { placeOfRow } from './row-ids.ts';

/** Lines of a log in a tooltip, and characters of each. */
const LINES = 3;
const LONGEST = 120;

/** What the tooltips of jobs, chunks and attempts say besides what their rows know: how the log ends, and what was rendered last. */
export class JobTooltips {
  readonly #core: PipelineCore;
  readonly #gate: Pick<Gate, 'closed'>;

  constructor(core: PipelineCore, gate: Pick<Gate, 'closed'>) {
    this.#core = core;
    this.#gate = gate;
  }

  /** Markdown; empty where there is nothing to say. Never rejects: a tooltip starts no core, and tells of no error. */
  async more({ id }: Row): Promise<string> {
    const place = placeOfRow(id);
    if (place === undefined || place.layer !== undefined || this.#core.state !== 'connected') return '';
    if ((await this.#gate.closed()) !== undefined) return '';
    const { job, task, attempt } = place;
    const ofTask = { job, ...(task !== undefined && { task }) };
    const ofAttempt = { ...ofTask, ...(attempt !== undefined && { attempt }) };
    const [lines, picture] = await Promise.all([
      inTime(this.#core.request('queue/log-lines', { ...ofAttempt, limit: LINES })),
      inTime(this.#core.request('queue/thumbnail', ofTask)),
    ]);
    return [logMarkdown(lines?.lines ?? []), pictureMarkdown(picture ?? {})].filter((it) => it !== '').join('\n\n');
  }
}

function logMarkdown(lines: readonly LogLine[]): string {
  return lines.length === 0 ? '' : codeBlock(lines.map(({ level, text }) => cut(`[${level}] ${text}`)));
}

const cut = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
