import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compline, type Ended } from './command-line.ts';

const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url));

/** A copy of the sample project, a state folder of its own, and the command line to work on them. */
export class Studio implements AsyncDisposable {
  readonly root: string;
  readonly project: string;
  readonly #environment: Readonly<Record<string, string>>;

  constructor(root: string) {
    this.root = root;
    this.project = path.join(root, 'project');
    this.#environment = { COMPLINE_STATE_HOME: path.join(root, 'state'), XDG_RUNTIME_DIR: root };
  }

  /** `fixture` names another configuration than the sample's. */
  static async open(fixture?: 'skip-a-frame'): Promise<Studio> {
    const studio = new Studio(await mkdtemp(path.join(tmpdir(), 'st-'))); // short: a socket's path has to be
    await cp(path.join(fixtures, 'sample-project'), studio.project, { recursive: true });
    if (fixture !== undefined) {
      await cp(path.join(fixtures, fixture, 'compline.yaml'), path.join(studio.project, 'compline.yaml'));
    }
    return studio;
  }

  get environment(): Readonly<Record<string, string>> {
    return this.#environment;
  }

  /** The folder of a shot's comp step. */
  step(shot: 'SH010' | 'SH020'): string {
    return path.join(this.project, '05-SHOTS', `DEMO_S_${shot}`, `DEMO_S_${shot}_COMP`);
  }

  comp(shot: 'SH010' | 'SH020'): string {
    return path.join(this.step(shot), `DEMO_S_${shot}_COMP.comp`);
  }

  run(...args: readonly string[]): Promise<Ended> {
    return compline(args, { cwd: this.project, env: this.#environment });
  }

  /** What the command prints as JSON, whatever its exit code. */
  async json<Document>(...args: readonly string[]): Promise<Document> {
    return JSON.parse((await this.run(...args, '--json')).out);
  }

  /** The names in a folder of a step, hidden ones too; none where it does not exist. */
  async names(shot: 'SH010' | 'SH020', folder = '.'): Promise<string[]> {
    return (await readdir(path.join(this.step(shot), folder)).catch(() => [])).sort();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.run('core', 'stop', '--now');
    await rm(this.root, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}
