import { createHmac } from 'node:crypto';
import * as z from 'zod';
import { openCueJavaDialect } from '../../../../../server/formats/frames/dialects/opencue-java.ts';
import type { SeenRequest, ServerAnswer } from '../support/contract-server.ts';
import { parseXml, type XmlElement } from './tiny-xml.ts';

export const JWT_SECRET = 'gateway secret';

interface CueFrame {
  readonly id: string;
  readonly name: string;
  readonly number: number;
  state: string;
  retryCount: number;
  exitStatus: number;
  startTime: number;
  stopTime: number;
  lastResource: string;
  updated: number;
}
interface CueJob {
  readonly id: string;
  readonly name: string;
  readonly spec: XmlElement;
  readonly frames: CueFrame[];
  state: string;
  isPaused: boolean;
  priority: number;
  readonly startTime: number;
  lokiUrl: string;
  /** Where its logs are, where that is not the usual place. */
  logDir?: string;
  failedFrameCount: number;
}

const jobRef = z.strictObject({ id: z.string() });
const criteria = z.strictObject({
  frameRange: z.string().optional(),
  page: z.int().optional(),
  limit: z.int().optional(),
  changeDate: z.int().optional(),
  includeFinished: z.boolean().optional(),
});

/** The bodies of the methods, of job.proto, show.proto, limit.proto and host.proto of OpenCue 1.37.0. */
const BODIES = {
  '/job.JobInterface/LaunchSpecAndWait': z.strictObject({ spec: z.string() }),
  '/job.JobInterface/GetJobs': z.strictObject({
    r: z.strictObject({
      ids: z.array(z.string()).optional(),
      regex: z.array(z.string()).optional(),
      shows: z.array(z.string()).optional(),
      includeFinished: z.boolean().optional(),
    }),
  }),
  '/job.JobInterface/GetFrames': z.strictObject({ job: jobRef, req: criteria }),
  '/job.JobInterface/Kill': z.strictObject({
    job: jobRef,
    username: z.string().min(1),
    pid: z.string(),
    hostKill: z.string(),
    reason: z.string().min(1),
  }),
  '/job.JobInterface/Pause': z.strictObject({ job: jobRef }),
  '/job.JobInterface/Resume': z.strictObject({ job: jobRef }),
  '/job.JobInterface/SetPriority': z.strictObject({ job: jobRef, val: z.int() }),
  '/job.JobInterface/EatFrames': z.strictObject({ job: jobRef, req: criteria }),
  '/job.JobInterface/RetryFrames': z.strictObject({ job: jobRef, req: criteria }),
  '/show.ShowInterface/FindShow': z.strictObject({ name: z.string() }),
  '/limit.LimitInterface/GetAll': z.strictObject({}),
  '/host.HostInterface/GetHosts': z.strictObject({ r: z.strictObject({}) }),
} as const;
type Path = keyof typeof BODIES;
type Body<P extends Path> = z.output<(typeof BODIES)[P]>;

/** Cuebot behind its REST gateway, as its sources and proto files say that they behave. Refuses what they do not know. */
export class OpenCueContract {
  readonly jobs: CueJob[] = [];
  /** Seconds since 1970: a day of 2026. */
  clock = 1_790_000_000;
  shows: Record<string, boolean> = { testing: true, over: false };
  limits = ['arnold', 'nuke'];
  hosts = [
    { name: 'r1', tags: ['general', 'r1'], state: 'UP', lockState: 'OPEN' },
    { name: 'r2', tags: ['general', 'gpu'], state: 'UP', lockState: 'NIMBY_LOCKED' },
    { name: 'r3', tags: ['general'], state: 'DOWN', lockState: 'OPEN' },
  ];
  finishedIsReadOnly = false;
  /** Whether jobs are told that were not asked for. */
  tellsAll = false;
  /** As grpc-gateway writes names where it is set to those of the proto files. */
  protoNames = false;
  /** What a launch ends with instead, in cuebot's own words. */
  launchFault: string | undefined;
  /** What was wrong with requests: tests end with none. */
  readonly wrong: string[] = [];

  readonly answer = (request: SeenRequest): ServerAnswer => {
    try {
      return this.#answer(request);
    } catch (error) {
      this.wrong.push(String(error));
      return { status: 400, json: { code: 3, message: String(error), details: [] } };
    }
  };

  /** A machine has begun a chunk, or what it did ended so. */
  run(job: CueJob, number: number, state: string, more: Partial<CueFrame> = {}): void {
    const frame = job.frames.find((it) => it.number === number);
    if (frame === undefined) throw new Error(`no frame ${number}`);
    this.clock += 100;
    if (state === 'RUNNING') {
      if (frame.exitStatus !== -1) frame.retryCount += 1;
      Object.assign(frame, { startTime: this.clock, stopTime: 0, lastResource: 'r1/4.0/0' });
    } else if (frame.startTime > 0) {
      frame.stopTime = this.clock;
      frame.exitStatus = state === 'SUCCEEDED' ? 0 : 1;
      if (state !== 'SUCCEEDED') job.failedFrameCount += 1;
    }
    Object.assign(frame, { state, updated: this.clock, ...more });
    if (job.frames.every((it) => it.state === 'SUCCEEDED' || it.state === 'EATEN')) job.state = 'FINISHED';
  }

  /** A job of somebody else, for crowds. */
  other(name: string): void {
    this.jobs.push({
      id: `other-${this.jobs.length}`,
      name,
      spec: { name: 'spec', attributes: {}, children: [], text: '' },
      frames: [],
      state: 'FINISHED',
      isPaused: false,
      priority: 1,
      startTime: this.clock,
      lokiUrl: '',
      failedFrameCount: 0,
    });
  }

  #answer({ method, path, headers, body, query }: SeenRequest): ServerAnswer {
    if (method !== 'POST') throw new Error(`${method} ${path}`);
    if (query.size > 0) throw new Error(`a query: ${query}`);
    if (headers['content-type'] !== 'application/json') throw new Error('no JSON');
    if (!this.#isSigned(headers.authorization ?? '')) {
      return { status: 401, text: 'Token validation error: signature is invalid' };
    }
    if (!(path in BODIES)) throw new Error(`no such method: ${path}`);
    const read = BODIES[path as Path].safeParse(body);
    if (!read.success) throw new Error(`${path}: ${read.error.message}`);
    return this.#does(path as Path, read.data);
  }

  /** Whether there is a token, signed with the secret; one that is signed is looked at closely. */
  #isSigned(header: string): boolean {
    const [, signed = '', signature = ''] = /^Bearer ([\w-]+\.[\w-]+)\.([\w-]+)$/.exec(header) ?? [];
    const right = createHmac('sha256', JWT_SECRET).update(signed).digest('base64url');
    if (signature !== right) return false;
    const [head = '', claims = ''] = signed.split('.').map((part) => Buffer.from(part, 'base64url').toString());
    z.strictObject({ alg: z.literal('HS256'), typ: z.literal('JWT') }).parse(JSON.parse(head));
    const { exp } = z.object({ exp: z.int() }).parse(JSON.parse(claims));
    if (exp <= this.clock || exp > this.clock + 3_600) throw new Error('the token is too old, or good for too long');
    return true;
  }

  #does(path: Path, body: unknown): ServerAnswer {
    switch (path) {
      case '/job.JobInterface/LaunchSpecAndWait':
        return this.#launch((body as Body<typeof path>).spec);
      case '/job.JobInterface/GetJobs':
        return this.#says({ jobs: { jobs: this.#found(body as Body<typeof path>).map(jobMessage) } });
      case '/job.JobInterface/GetFrames': {
        const { job, req } = body as Body<typeof path>;
        return this.#of(job.id, (it) => this.#says({ frames: { frames: this.#page(it, req).map(frameMessage) } }));
      }
      case '/job.JobInterface/Kill':
        return this.#of((body as Body<typeof path>).job.id, (job) => {
          job.state = 'FINISHED';
          for (const it of job.frames)
            if (it.state === 'RUNNING') Object.assign(it, { state: 'WAITING', exitStatus: 500 });
          return this.#says({});
        });
      case '/job.JobInterface/Pause':
      case '/job.JobInterface/Resume':
        return this.#of((body as Body<typeof path>).job.id, (job) => {
          job.isPaused = path.endsWith('Pause');
          return this.#says({});
        });
      case '/job.JobInterface/SetPriority': {
        const { job, val } = body as Body<typeof path>;
        return this.#changes(job.id, (it) => {
          it.priority = val;
        });
      }
      case '/job.JobInterface/EatFrames': {
        const { job, req } = body as Body<typeof path>;
        return this.#changes(job.id, (it) => {
          for (const { number } of this.#page(it, req)) this.run(it, number, 'EATEN');
        });
      }
      case '/job.JobInterface/RetryFrames': {
        const { job, req } = body as Body<typeof path>;
        return this.#changes(job.id, (it) => {
          it.state = 'PENDING';
          for (const frame of this.#page(it, req)) Object.assign(frame, { state: 'WAITING', updated: this.clock });
        });
      }
      case '/show.ShowInterface/FindShow': {
        const { name } = body as Body<typeof path>;
        const active = this.shows[name];
        return active === undefined
          ? fault(404, 5, 'Incorrect result size: expected 1, actual 0')
          : this.#says({ show: { id: name, name, active } });
      }
      case '/limit.LimitInterface/GetAll':
        return this.#says({
          limits: this.limits.map((name) => ({ id: name, name, maxValue: 4, lastReportTime: '0' })),
        });
      case '/host.HostInterface/GetHosts':
        return this.#says({ hosts: { hosts: this.hosts } });
    }
  }

  #launch(text: string): ServerAnswer {
    if (this.launchFault !== undefined) return fault(500, 13, `Failed to launch and add job: ${this.launchFault}`);
    const spec = parseXml(text);
    inOrder(spec, 'facility? show shot user job');
    const job = child(spec, 'job');
    inOrder(job, 'paused priority maxretries layers');
    const [show, shot, user] = ['show', 'shot', 'user'].map((name) => child(spec, name).text.trim());
    const suffix = job.attributes.name ?? '';
    if (!/^[\w.-]{3,}$/.test(suffix) || /[A-Z-]|__/.test(suffix)) throw new Error(`cuebot renames the job ${suffix}`);
    const name = `${show}-${shot}-${user}_${suffix.replace(/^_+/, '')}`.toLowerCase();
    if (this.jobs.some((it) => it.state === 'PENDING' && it.name === name)) {
      return fault(500, 13, `Failed to launch and add job: The job ${name} is already pending`);
    }
    const frames = child(job, 'layers').children.flatMap((layer) => framesOfLayer(layer));
    if (new Set(frames.map(({ number }) => number)).size < frames.length) throw new Error('two frames of one number');
    const made: CueJob = {
      id: `00000000-0000-4000-8000-${String(this.jobs.length).padStart(12, '0')}`,
      name,
      spec,
      frames,
      state: 'PENDING',
      isPaused: child(job, 'paused').text === 'true',
      priority: Number(child(job, 'priority').text),
      startTime: this.clock,
      lokiUrl: '',
      failedFrameCount: 0,
    };
    for (const frame of frames) frame.updated = this.clock;
    this.jobs.push(made);
    return this.#says({ jobs: { jobs: [jobMessage(made)] } });
  }

  #found({ r: { ids, regex, shows, includeFinished = false } }: Body<'/job.JobInterface/GetJobs'>): CueJob[] {
    const found = this.jobs.filter(
      (job) =>
        (ids === undefined || ids.includes(job.id)) &&
        (regex === undefined || this.tellsAll || regex.some((it) => new RegExp(it, 'i').test(job.name))) &&
        (shows === undefined || shows.some((show) => job.name.startsWith(`${show}-`))) &&
        (includeFinished || job.state === 'PENDING'),
    );
    return includeFinished ? found.slice(0, 200) : found;
  }

  #page(job: CueJob, { frameRange, page = 1, limit = 1_000, changeDate = 0 }: z.output<typeof criteria>): CueFrame[] {
    const numbers = frameRange === undefined ? undefined : openCueJavaDialect.parse(frameRange).frames;
    if (frameRange !== undefined && numbers === undefined) throw new Error(`no range: ${frameRange}`);
    const wanted = numbers === undefined ? undefined : new Set(listed(numbers));
    if (wanted !== undefined && wanted.size > 1_000) return [];
    const size = Math.min(limit, 1_000);
    return job.frames
      .filter((it) => (wanted === undefined || wanted.has(it.number)) && (changeDate === 0 || it.updated > changeDate))
      .slice((page - 1) * size, page * size);
  }

  #of(id: string, does: (job: CueJob) => ServerAnswer): ServerAnswer {
    const job = this.jobs.find((it) => it.id === id);
    return job === undefined ? fault(500, 13, 'Failed to find job data') : does(job);
  }

  #changes(id: string, does: (job: CueJob) => void): ServerAnswer {
    return this.#of(id, (job) => {
      if (this.finishedIsReadOnly && job.state === 'FINISHED') return fault(400, 9, 'Finished jobs are readonly');
      does(job);
      return this.#says({});
    });
  }

  #says(json: unknown): ServerAnswer {
    return { json: this.protoNames ? snakeNames(json) : json };
  }
}

const fault = (status: number, code: number, message: string): ServerAnswer => ({
  status,
  json: { code, message, details: [] },
});

function child(element: XmlElement, name: string): XmlElement {
  const found = element.children.find((it) => it.name === name);
  if (found === undefined) throw new Error(`no ${name} in ${element.name}`);
  return found;
}

/** The content model of cjsl-1.15.dtd: elements in this order, those with ? may be missing. */
function inOrder(element: XmlElement, model: string): void {
  const pattern = model
    .split(' ')
    .map((it) => (it.endsWith('?') ? `(?:${it.slice(0, -1)} )?` : `${it} `))
    .join('');
  const names = element.children.map(({ name }) => `${name} `).join('');
  if (!new RegExp(`^${pattern}$`).test(names)) throw new Error(`${element.name} holds ${names}`);
}

/** As `CueUtil.normalizeFrameRange`: the first frame of each chunk. */
function framesOfLayer(layer: XmlElement): CueFrame[] {
  inOrder(layer, 'cmd range chunk cores? threadable? memory? gpus? timeout? tags? limits? env');
  const { name = '', type } = layer.attributes;
  if (!/^\w{3,}$/.test(name) || type !== 'Render') throw new Error(`no layer: ${name} ${type}`);
  const { frames } = openCueJavaDialect.parse(child(layer, 'range').text);
  if (frames === undefined) throw new Error('no range');
  const chunk = Number(child(layer, 'chunk').text);
  return listed(frames)
    .filter((_, index) => index % chunk === 0)
    .map((number) => ({
      id: `f-${number}`,
      name: `${String(number).padStart(4, '0')}-${name}`,
      number,
      state: 'WAITING',
      retryCount: 0,
      exitStatus: -1,
      startTime: 0,
      stopTime: 0,
      lastResource: '/0.0/0',
      updated: 0,
    }));
}

const listed = (frames: Iterable<number>): number[] => [...frames];

const count = (job: CueJob, state: string): number => job.frames.filter((it) => it.state === state).length;

const jobMessage = (job: CueJob) => ({
  id: job.id,
  state: job.state,
  name: job.name,
  shot: 's',
  priority: job.priority,
  logDir: job.logDir ?? `/shows/logs/${job.name}--${job.id}`,
  isPaused: job.isPaused,
  startTime: job.startTime,
  stopTime: 0,
  lokiUrl: job.lokiUrl,
  jobStats: {
    totalLayers: 1,
    totalFrames: job.frames.length,
    waitingFrames: count(job, 'WAITING'),
    runningFrames: count(job, 'RUNNING'),
    deadFrames: count(job, 'DEAD'),
    eatenFrames: count(job, 'EATEN'),
    dependFrames: count(job, 'DEPEND'),
    succeededFrames: count(job, 'SUCCEEDED'),
    pendingFrames: count(job, 'WAITING') + count(job, 'DEPEND'),
    // Numbers of 64 bits are texts in JSON.
    renderedFrameCount: String(count(job, 'SUCCEEDED')),
    failedFrameCount: String(job.failedFrameCount),
    maxRss: '0',
  },
});

const frameMessage = ({ updated: _, ...frame }: CueFrame) => ({
  ...frame,
  layerName: 'beauty',
  maxRss: '0',
  checkpointState: 'DISABLED',
  frameStateDisplayOverride: null,
});

function snakeNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeNames);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, it]) => [
      name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      snakeNames(it),
    ]),
  );
}
