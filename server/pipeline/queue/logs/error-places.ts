import { stat } from 'node:fs/promises';
import path from 'node:path';
import { type LogPlace, placeIn } from '../../../formats/renderers/log-place.ts';
import type { LogLine } from '../../../protocol/job-logs.ts';
import type { StoredLine } from './stored-line.ts';

/** Milliseconds that a disk has to answer whether a file is there. */
const PATIENCE = 500;

/** As a worker adds it to a line that names its place in words of its own; see `writtenLine`. */
const ADDED = / \((?<file>[^()]{1,400}):(?<line>\d{1,9})\)$/;
/** What is asked of a server on Windows, or of a device: a question alone would sign in there. */
const ELSEWHERE = /^[\\/]{2}/;

/** Finds the files that errors and warnings of logs name. Each file is looked for once. */
export class ErrorPlaces {
  readonly #known = new Map<string, Promise<boolean>>();
  readonly #isThere: (file: string) => Promise<boolean>;
  #isPatient = true;

  constructor(isThere: (file: string) => Promise<boolean> = isFile) {
    this.#isThere = isThere;
  }

  /** The place that a line names, where its file is on this machine; names count from `folder`, that the program ran in. */
  async placeOf({ level, text }: StoredLine, folder: string): Promise<LogLine['place']> {
    if (level !== 'error' && level !== 'warning') return undefined;
    const named = added(text) ?? placeIn(text);
    if (named === undefined || ELSEWHERE.test(named.file)) return undefined;
    // A path of Windows is no name of a file elsewhere.
    if (path.sep === '/' && /^[A-Za-z]:|\\/.test(named.file)) return undefined;
    const file = path.resolve(folder, named.file);
    if (!(await this.#has(file))) return undefined;
    const { line } = named;
    return { file, ...(line !== undefined && line > 0 && { line }) };
  }

  async #has(file: string): Promise<boolean> {
    const known = this.#known.get(file);
    if (known !== undefined) return await known;
    if (!this.#isPatient) return false;
    const asked = within(this.#isThere(file), PATIENCE, () => {
      // A disk that does not answer one question is asked no other.
      this.#isPatient = false;
    });
    this.#known.set(file, asked);
    return await asked;
  }
}

function added(text: string): LogPlace | undefined {
  const { file, line } = ADDED.exec(text)?.groups ?? {};
  return file === undefined ? undefined : { file, line: Number(line) };
}

async function within(question: Promise<boolean>, most: number, late: () => void): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => {
      late();
      resolve(false);
    }, most);
  });
  try {
    return await Promise.race([question, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

const isFile = (file: string): Promise<boolean> =>
  stat(file).then(
    (it) => it.isFile(),
    () => false,
  );
