import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Finding, SeverityOverrides } from '../../../../server/checks/check.ts';
import { checkInPlace } from '../../../../server/checks/check-project.ts';
import { projectFacts } from '../../../../server/checks/project-facts.ts';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { Places } from '../../../../server/project/places.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

/** The folder of a step, and a composition in it that is named as it should be. */
export const STEP = '05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_COMP';
export const COMP = `${STEP}/DEMO_S_SH010_COMP.comp`;

/** A folder with files, by their paths in it; each is made. */
export class ProjectFolder {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  static async with(files: Readonly<Record<string, string>>): Promise<ProjectFolder> {
    const folder = new ProjectFolder(await temporaryFolder());
    for (const [name, text] of Object.entries(files)) await folder.put(name, text);
    return folder;
  }

  async put(name: string, text = ''): Promise<void> {
    const file = path.join(this.root, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  /** Makes the frames of a sequence, `%` for four digits. */
  async putFrames(name: string, frames: readonly number[]): Promise<void> {
    for (const frame of frames) await this.put(name.replace('%', String(frame).padStart(4, '0')));
  }

  /** What the checks find in a comp under a name in the folder. */
  async check(text: string, comp: string = COMP, overrides: SeverityOverrides = {}): Promise<readonly Finding[]> {
    const facts = projectFacts(parseComp(text));
    if (facts === undefined) throw new Error('There are no facts.');
    return checkInPlace(facts, await new Places().placeOf(path.join(this.root, comp)), overrides);
  }
}

/** Numbers from `first` to `last`. */
export function numbers(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
