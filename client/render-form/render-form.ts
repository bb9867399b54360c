import { l10n } from 'vscode';
import { ComplineError } from '../../server/protocol/errors.ts';
import type { JobSummary } from '../../server/protocol/jobs.ts';
import type { Submitted } from '../../server/protocol/queue.ts';
import type { FramesAnswer, RenderScene } from '../../server/protocol/render-scene.ts';
import type { RequestParams } from '../../server/protocol/requests.ts';
import { describeError } from '../core/describe-error.ts';
import { Dismissed } from '../core/error-reporter.ts';
import type { CoreRequests } from '../core/pipeline-core.ts';
import { withTrust } from '../core/trust-project.ts';
import { LOCAL } from '../farms/farm-texts.ts';
import { isActive } from '../queue/job-look.ts';
import { chosenRenderer, chunkSizeOf, type FormFacts } from './form-facts.ts';
import { type FarmCheck, farmOf, firstFarm, isElsewhere } from './form-farm.ts';
import type { FormMemory } from './form-memory.ts';
import type { FormMessage } from './form-messages.ts';
import { formProblems } from './form-problems.ts';
import { startValues } from './form-start.ts';
import { submissionOf } from './form-submission.ts';
import { emptyValues, type FormField, type FormValues } from './form-values.ts';
import { type FormStage, type FormView, formView } from './form-view.ts';

/** What a form works with. */
export interface RenderFormServices {
  readonly core: CoreRequests;
  readonly memory: FormMemory;
  /** Shows the form as it is now. */
  readonly show: (view: FormView) => void;
  /** Lets the user choose a scene; undefined where none is chosen. `near`: where the dialogue begins. */
  readonly pickScene: (near: string) => Promise<string | undefined>;
  /** Opens the configuration of the project with this root where its farms are described. */
  readonly configureFarms: (project: string) => Promise<void>;
  /** Told of what was submitted. */
  readonly submitted: (job: JobSummary) => void;
  /** Told that the form is about another scene. */
  readonly renamed: (scene: string) => void;
  /** Takes note of what nobody is shown. */
  readonly log: (error: unknown) => void;
}

/** Quiet time in milliseconds after which a path that is being written is looked at. */
const QUIET_TIME = 400;

const IDLE: FormStage = { isBusy: false, status: '', isAttempted: false };

/** Fields that an error of the core is about, by its code. */
const FIELD_OF_CODE: Partial<Record<string, FormField>> = {
  'not-found': 'scene',
  'project-not-found': 'scene',
  'comp-unreadable': 'scene',
  'renderer-missing': 'renderer',
  'farm-unreachable': 'farm',
  'farm-refused': 'farm',
  'farm-credential': 'farm',
  'saver-missing': 'layers',
  'saver-ambiguous': 'layers',
};

/** A form by which a scene is submitted: what stands in it, what is known about that, and what is done with it. */
export class RenderForm {
  readonly #services: RenderFormServices;
  #values: FormValues = emptyValues;
  #facts: FormFacts = { jobs: [] };
  #stage: FormStage = IDLE;
  /** How often the fields were filled. */
  #revision = 0;
  /** Grows with every question whose answer an answer to a later one makes worthless. */
  #question = { scene: 0, frames: 0, farm: 0 };
  /** The last question about frames, and its answer. */
  #asked = { text: '', answer: Promise.resolve() };
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What gets the focus when the page is there; nothing where it comes back with the window. */
  #focus: FormField | undefined;
  /** The form was opened to submit to a farm. */
  #wantsFarm = false;
  /** A path was written, and is not looked at yet. */
  #isPending = false;

  constructor(services: RenderFormServices) {
    this.#services = services;
  }

  /** The path of the scene; empty where there is none yet. */
  get scene(): string {
    return this.#values.scene;
  }

  /** Opens a scene with what is remembered for it; without one the form waits for it. `wantsFarm`: on a farm, where the
   * project has one. */
  async open(scene: string, wantsFarm = false): Promise<void> {
    this.#values = { ...this.#values, scene };
    this.#wantsFarm = wantsFarm;
    if (wantsFarm && scene !== '') this.#focus ??= 'farm';
    this.#focus ??= scene === '' ? 'scene' : 'frames';
    this.#show({ values: this.#values });
    await this.#readNew();
  }

  /** Reads the scene and its project once more, which may be others by now; what is written stays. `wantsFarm`: on a farm,
   * where the project has one. */
  async reopen(wantsFarm = false): Promise<void> {
    this.#wantsFarm = wantsFarm;
    this.#show({ values: this.#values, ...(wantsFarm && { focus: 'farm' }) });
    await this.#read(() => this.#values);
  }

  /** Takes up a form as it was before the window was closed. */
  async restore(values: FormValues): Promise<void> {
    this.#values = values;
    this.#show({ values });
    await this.#read(() => values);
  }

  /** Does what the page asks for. Never throws. */
  async handle(message: FormMessage): Promise<void> {
    // What was written just before the fields were filled is no longer in them.
    if ('revision' in message && message.revision !== this.#revision) return;
    try {
      switch (message.type) {
        case 'ready':
          this.#show({ values: this.#values, ...(this.#focus !== undefined && { focus: this.#focus }) });
          return;
        case 'change':
          await this.#change(message.values);
          return;
        case 'browse':
          await this.#browse();
          return;
        case 'check-farm':
          await this.#askFarm({ again: true });
          return;
        case 'configure-farms':
          if (this.#facts.scene !== undefined) await this.#services.configureFarms(this.#facts.scene.project.root);
          return;
        case 'review':
          await this.#change(message.values);
          // What is submitted is what was seen: a scene that is not read yet fills the form anew.
          if (this.#isPending) await this.#readNew();
          else await this.#review();
          return;
        case 'submit':
          await this.#submit();
          return;
        case 'back':
          this.#enter({ ...IDLE, isAttempted: this.#stage.isAttempted });
          return;
        case 'reset':
          await this.#reset();
          return;
      }
    } catch (error) {
      this.#refuse(error);
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#question = { scene: -1, frames: -1, farm: -1 };
  }

  async #change(values: FormValues): Promise<void> {
    const before = this.#values;
    if (JSON.stringify(before) === JSON.stringify(values)) return;
    this.#values = values;
    // What was shown, or refused, was another form.
    this.#stage = { ...IDLE, isAttempted: this.#stage.isAttempted };
    if (values.scene === before.scene) {
      this.#show();
      await Promise.all([this.#askFrames(), this.#askFarm()]);
      return;
    }
    clearTimeout(this.#timer);
    this.#isPending = true;
    this.#timer = setTimeout(() => void this.#readNew(), QUIET_TIME);
  }

  /** Reads the scene whose path stands in the form, and fills the form with what is remembered for it. */
  async #readNew(): Promise<void> {
    await this.#read((read) => startValues(read, this.#services.memory.of(read.scene, read.project.root)));
  }

  async #browse(): Promise<void> {
    const scene = await this.#services.pickScene(this.#values.scene);
    if (scene !== undefined) await this.open(scene);
  }

  async #reset(): Promise<void> {
    const { scene } = this.#facts;
    if (scene === undefined) this.#values = { ...emptyValues, scene: this.#values.scene };
    else {
      await this.#services.memory.forget(scene.scene);
      this.#values = startValues(scene, {});
    }
    this.#stage = { ...IDLE, status: l10n.t('The form is as the scene and its project have it.') };
    this.#show({ values: this.#values });
    await this.#askFrames();
  }

  /** Reads the scene, and fills the form by `fill` where it could be read. */
  async #read(fill: (scene: RenderScene) => FormValues): Promise<void> {
    clearTimeout(this.#timer);
    this.#isPending = false;
    this.#question.scene += 1;
    const question = this.#question.scene;
    const isOld = (): boolean => question !== this.#question.scene;
    const scene = this.#values.scene.trim();
    this.#facts = { jobs: [] };
    this.#stage = IDLE;
    this.#asked = { text: '', answer: Promise.resolve() };
    this.#services.renamed(scene);
    if (scene === '') {
      this.#show();
      return;
    }
    this.#enter({ ...IDLE, isBusy: true, status: l10n.t('The scene is being read.') });
    try {
      const { scene: read } = await this.#services.core.request('render/scene', { scene });
      if (isOld()) return;
      this.#facts = { ...this.#facts, scene: read };
      this.#values = fill(read);
      this.#enter(IDLE, { values: this.#values });
      await Promise.all([
        this.#askFrames(),
        this.#readJobs(read.project.root, isOld),
        this.#readFarms(read.project.root, isOld),
        this.#readGpus(isOld),
      ]);
    } catch (error) {
      if (isOld()) return;
      this.#facts = { ...this.#facts, sceneProblem: describeError(error) };
      this.#enter(IDLE);
    }
  }

  async #readJobs(project: string, isOld: () => boolean): Promise<void> {
    try {
      const { jobs } = await this.#services.core.request('queue/list', { project });
      if (isOld()) return;
      this.#facts = { ...this.#facts, jobs: jobs.filter(isActive) };
      const { after } = this.#values;
      // A job that has ended meanwhile is not waited for.
      if (after !== '' && !this.#facts.jobs.some(({ id }) => id === after))
        this.#values = { ...this.#values, after: '' };
      this.#show({ values: this.#values });
    } catch (error) {
      this.#services.log(error);
    }
  }

  async #readFarms(project: string, isOld: () => boolean): Promise<void> {
    try {
      const { farms } = await this.#services.core.request('farms/list', { project });
      if (isOld()) return;
      this.#facts = { ...this.#facts, farms };
      const before = this.#values;
      this.#chooseFarm();
      this.#show(before === this.#values ? {} : { values: this.#values });
    } catch (error) {
      // A core of before knows no farms.
      this.#services.log(error);
      return;
    }
    await this.#askFarm();
  }

  /** A farm that is gone is no longer chosen; who wants one gets the first there is. */
  #chooseFarm(): void {
    const { farms } = this.#facts;
    if (farms === undefined) return;
    const isThere = farms.some(({ name }) => name === this.#values.farm);
    if (this.#values.farm !== '' && !isThere) this.#values = { ...this.#values, farm: '' };
    if (this.#wantsFarm && !isElsewhere(this.#facts, this.#values)) {
      this.#values = { ...this.#values, farm: firstFarm(farms) };
    }
    this.#wantsFarm = false;
  }

  /** Asks the farm that the job goes to, unless it was asked already; nobody waits for it to submit. Never rejects. */
  async #askFarm({ again = false } = {}): Promise<void> {
    const { scene, farms, farmCheck } = this.#facts;
    const farm = farmOf(this.#facts, this.#values);
    if (scene === undefined || farms === undefined || farm === LOCAL) return;
    if (farmCheck?.farm === farm && !again) return;
    this.#question.farm += 1;
    const question = this.#question.farm;
    this.#facts = { ...this.#facts, farmCheck: { farm } };
    this.#show();
    let check: FarmCheck;
    try {
      const answer = await this.#services.core.request('farms/ask', { project: scene.project.root, farm });
      check = { farm, answer };
    } catch (error) {
      const isUntrusted = ComplineError.is(error, 'project-not-trusted');
      check = {
        farm,
        problem: isUntrusted ? l10n.t('The farm is asked once the project is trusted.') : describeError(error),
      };
    }
    if (question !== this.#question.farm || this.#facts.scene !== scene) return;
    this.#facts = { ...this.#facts, farmCheck: check };
    this.#show();
  }

  // Apart from the rest: a driver that is in trouble is slow to answer.
  async #readGpus(isOld: () => boolean): Promise<void> {
    if (this.#facts.scene?.share.hasGpus !== true) return;
    try {
      const { system } = await this.#services.core.request('system/info', {});
      if (isOld()) return;
      this.#facts = { ...this.#facts, gpus: system.gpus };
      this.#show();
    } catch (error) {
      this.#services.log(error);
    }
  }

  /** Asks what the frames mean: those that are written, else those of the scene. Resolves when that is known. */
  #askFrames(): Promise<void> {
    const written = this.#values.frames;
    const frames = written.trim() === '' ? (this.#facts.scene?.frames ?? '') : written;
    const chunkSize = chunkSizeOf(this.#facts, this.#values);
    const takesSteps = chosenRenderer(this.#facts, this.#values)?.takesSteps ?? false;
    const question = { frames, chunkSize, takesSteps };
    const text = JSON.stringify(question);
    if (text !== this.#asked.text) this.#asked = { text, answer: this.#readFrames(question) };
    return this.#asked.answer;
  }

  async #readFrames(wanted: RequestParams<'render/frames'>): Promise<void> {
    this.#question.frames += 1;
    const question = this.#question.frames;
    let answer: FramesAnswer | undefined;
    try {
      if (wanted.frames !== '') answer = (await this.#services.core.request('render/frames', wanted)).answer;
    } catch (error) {
      // Whoever submits is told what is wrong with the core.
      this.#services.log(error);
    }
    if (question !== this.#question.frames) return;
    const { frames: _, ...others } = this.#facts;
    this.#facts = { ...others, ...(answer !== undefined && { frames: answer }) };
    this.#show();
  }

  async #review(): Promise<void> {
    this.#stage = { ...IDLE, isAttempted: true };
    if (formProblems(this.#values, this.#facts).length > 0 || this.#facts.scene === undefined) {
      this.#show({ focus: 'summary' });
      return;
    }
    const values = this.#values;
    this.#enter({ ...this.#stage, isBusy: true, status: l10n.t('The queue is asked what would be submitted.') });
    const { plan } = await withTrust(this.#services.core, () => this.#request(values, { dryRun: true }));
    if (values !== this.#values) return;
    // By now the project is trusted.
    if (this.#facts.farmCheck?.problem !== undefined) void this.#askFarm({ again: true });
    this.#enter({ ...this.#stage, isBusy: false, status: '', plan }, { focus: 'plan' });
  }

  async #submit(): Promise<void> {
    const { plan } = this.#stage;
    const { scene } = this.#facts;
    if (plan === undefined || scene === undefined || this.#stage.isBusy) return;
    const values = this.#values;
    this.#enter({ ...this.#stage, isBusy: true, status: l10n.t('The job is being submitted.') });
    // Duplicates that were shown are wanted; others that have come meanwhile are told.
    const again = plan.duplicates.length > 0;
    const job = await this.#make(values, again);
    if (job === undefined) {
      await this.#review();
      return;
    }
    await this.#services.memory.keep({ ...values, scene: scene.scene }, scene.project.root);
    this.#enter({ ...IDLE, status: l10n.t('{0} is in the queue.', job.name) }, { focus: 'review' });
    this.#services.submitted(job);
  }

  /** Submits; undefined where meanwhile somebody has submitted the same. */
  async #make(values: FormValues, again: boolean): Promise<JobSummary | undefined> {
    try {
      return (await withTrust(this.#services.core, () => this.#request(values, { again }))).job;
    } catch (error) {
      if (ComplineError.is(error, 'wrong-state') && !again) return undefined;
      throw error;
    }
  }

  #request(values: FormValues, wish: { dryRun?: boolean; again?: boolean }): Promise<Submitted> {
    const submission = submissionOf(values, isElsewhere(this.#facts, values));
    return this.#services.core.request('queue/submit', { submission, ...wish });
  }

  #refuse(error: unknown): void {
    if (error instanceof Dismissed) {
      this.#enter({ ...IDLE, isAttempted: this.#stage.isAttempted });
      return;
    }
    this.#services.log(error);
    const field = error instanceof ComplineError ? FIELD_OF_CODE[error.code] : undefined;
    const refusal = { text: describeError(error), ...(field !== undefined && { field }) };
    this.#enter({ ...IDLE, isAttempted: true, refusal }, { focus: 'summary' });
  }

  #enter(stage: FormStage, more: Pick<FormView, 'values' | 'focus'> = {}): void {
    this.#stage = stage;
    this.#show(more);
  }

  #show(more: Pick<FormView, 'values' | 'focus'> = {}): void {
    if (more.values !== undefined) this.#revision += 1;
    const view = formView(this.#values, this.#facts, this.#stage);
    this.#services.show({ ...view, ...more, revision: this.#revision });
  }
}
