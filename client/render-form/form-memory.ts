import type * as vscode from 'vscode';
import * as z from 'zod';
import { type FormValues, formValuesSchema } from './form-values.ts';

/** What is remembered for a scene. */
export interface RememberedForm {
  /** The form as this scene was submitted the last time. */
  readonly scene?: FormValues;
  /** What was written the last time for another scene of the project and may hold for this one too. */
  readonly project?: Partial<FormValues>;
}

const KEY = 'compline.renderForm';
const MOST_SCENES = 200;

/** What does not hang on the scene. */
const ofProject = {
  renderer: true,
  farm: true,
  pool: true,
  group: true,
  limits: true,
  chunkSize: true,
  priority: true,
  threads: true,
  memory: true,
  gpus: true,
  retries: true,
  timeout: true,
  tags: true,
} as const;
const projectValuesSchema = formValuesSchema.pick(ofProject);

const memorySchema = z.object({
  scenes: z.record(z.string(), formValuesSchema).catch({}),
  projects: z.record(z.string(), projectValuesSchema).catch({}),
});

/** Remembers what was submitted by the form, for each scene and each project, in this workspace. */
export class FormMemory {
  readonly #memento: vscode.Memento;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  /** What is remembered for a scene of a project. */
  of(scene: string, project: string): RememberedForm {
    const { scenes, projects } = this.#read();
    const [ofScene, shared] = [scenes[scene], projects[project]];
    return { ...(ofScene !== undefined && { scene: ofScene }), ...(shared !== undefined && { project: shared }) };
  }

  /** The endings of the scenes that are remembered, in small letters. */
  get endings(): readonly string[] {
    const endings = Object.keys(this.#read().scenes).flatMap((it) => /\.\w{1,10}$/.exec(it)?.[0].toLowerCase() ?? []);
    return [...new Set(endings)];
  }

  /** Remembers what was submitted. */
  async keep(values: FormValues, project: string): Promise<void> {
    const { scenes, projects } = this.#read();
    const { [values.scene]: _, ...others } = scenes;
    const newest = [...Object.entries(others), [values.scene, values] as const].slice(-MOST_SCENES);
    await this.#memento.update(KEY, {
      scenes: Object.fromEntries(newest),
      projects: { ...projects, [project]: projectValuesSchema.parse(values) },
    });
  }

  /** Forgets what was submitted for a scene. */
  async forget(scene: string): Promise<void> {
    const { scenes, projects } = this.#read();
    const { [scene]: _, ...others } = scenes;
    await this.#memento.update(KEY, { scenes: others, projects });
  }

  #read(): z.output<typeof memorySchema> {
    const memory = memorySchema.safeParse(this.#memento.get(KEY));
    return memory.success ? memory.data : { scenes: {}, projects: {} };
  }
}
