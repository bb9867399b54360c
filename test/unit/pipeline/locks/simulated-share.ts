import path from 'node:path';
import type { FileFacts, ShareFiles, ShareHandle } from '../../../../server/pipeline/locks/share-files.ts';

/** Numbers below 1 that are the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Turn {
  readonly at: number;
  readonly go: () => void;
}

/** Decides by a seed who has the next turn; time passes only here. */
export class Schedule {
  readonly random: () => number;
  /** Milliseconds. */
  now = 1_000_000_000_000;
  steps = 0;
  readonly #waiting: Turn[] = [];
  #running = 0;

  constructor(seed: number) {
    this.random = randomOf(seed);
  }

  /** Resolves when it is the caller's turn, and so many milliseconds have passed. */
  turn(wait = 0): Promise<void> {
    return new Promise((resolve) => this.#waiting.push({ at: this.now + wait, go: resolve }));
  }

  /** Runs until all works are done, or hang because their processes died. */
  async run(works: readonly (() => Promise<void>)[]): Promise<void> {
    this.#running = works.length;
    let failure: unknown;
    for (const work of works) {
      void work()
        .catch((error: unknown) => {
          failure ??= error;
        })
        .finally(() => {
          this.#running -= 1;
        });
    }
    for (;;) {
      await new Promise(setImmediate);
      if (failure !== undefined) throw failure;
      if (this.#waiting.length === 0) return;
      this.steps += 1;
      if (this.steps > 200_000) throw new Error(`${this.#running} contenders do not come to an end.`);
      const first = this.#waiting.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY);
      this.now = Math.max(this.now + this.random() * 4, first);
      const ready = this.#waiting.filter(({ at }) => at <= this.now);
      const next = ready[Math.floor(this.random() * ready.length)];
      if (next === undefined) continue;
      this.#waiting.splice(this.#waiting.indexOf(next), 1);
      next.go();
    }
  }
}

interface Node {
  readonly inode: number;
  readonly isFile: boolean;
  text: string;
  modifiedAt: number;
  /** How many names it has. */
  names: number;
}

/** What happened to a name, or to what has it. */
export interface Change {
  readonly name: string;
  /** The text that stood there. */
  readonly was: string | undefined;
  readonly writtenAt: number;
  /** The text that stands there now. */
  readonly is: string | undefined;
}

/** A share as it is on its server: every call of a client is done there at once, one after the other. */
export class SimulatedShare {
  readonly schedule: Schedule;
  readonly nodes = new Map<string, Node>();
  /** Times are cut to so many milliseconds. */
  readonly timeStep: number;
  readonly knowsLinks: boolean;
  /** A file that lost its last name cannot be read or written any more, as over NFS. */
  readonly forgetsNameless: boolean;
  #inodes = 0;
  readonly #onChange: (change: Change) => void;

  constructor(options: {
    readonly schedule: Schedule;
    /** The one folder that is there. */
    readonly folder: string;
    readonly onChange: (change: Change) => void;
    readonly timeStep?: number;
    readonly knowsLinks?: boolean;
    readonly forgetsNameless?: boolean;
  }) {
    this.schedule = options.schedule;
    this.timeStep = options.timeStep ?? 1;
    this.knowsLinks = options.knowsLinks ?? true;
    this.forgetsNameless = options.forgetsNameless ?? false;
    this.#onChange = options.onChange;
    this.nodes.set(options.folder, this.node(false));
  }

  node(isFile: boolean, text = ''): Node {
    this.#inodes += 1;
    return { inode: this.#inodes, isFile, text, modifiedAt: this.time(), names: 1 };
  }

  time(): number {
    return Math.floor(this.schedule.now / this.timeStep) * this.timeStep;
  }

  at(name: string): Node {
    const node = this.nodes.get(name);
    if (node === undefined) throw failure('ENOENT', name);
    return node;
  }

  namesIn(folder: string): string[] {
    if (this.at(folder).isFile) throw failure('ENOTDIR', folder);
    return [...this.nodes.keys()].filter((name) => path.dirname(name) === folder && name !== folder).map(nameOf);
  }

  /** Gives a name to something else, or to nothing. */
  put(name: string, node: Node | undefined): void {
    const was = this.nodes.get(name);
    this.at(path.dirname(name));
    if (was !== undefined) was.names -= 1;
    if (node === undefined) this.nodes.delete(name);
    else this.nodes.set(name, node);
    this.#onChange({ name, was: was?.text, writtenAt: was?.modifiedAt ?? 0, is: node?.text });
  }

  write(node: Node, text: string): void {
    const { text: was, modifiedAt: writtenAt } = node;
    node.text = text;
    node.modifiedAt = this.time();
    for (const [name, named] of this.nodes) {
      if (named === node) this.#onChange({ name, was, writtenAt, is: text });
    }
  }
}

/** How a client and its way to the share behave; each a probability for a call unless it says otherwise. */
export interface Weather {
  /** The process stands still before a call, for up to 300 seconds; four times as often before one that changes names. */
  readonly pauses?: number;
  /** The call is done, and its answer takes a turn of its own. */
  readonly slowAnswers?: number;
  /** The call is done, and answers an error. */
  readonly lostAnswers?: number;
  /** The share does not answer for up to 200 seconds. */
  readonly outages?: number;
  /** The process dies. */
  readonly deaths?: number;
  /** Names and the files behind them are kept for so many milliseconds, or until the client itself changes a name. */
  readonly keepsNames?: number;
}

const OUTAGES = ['EIO', 'ESTALE', 'ENOENT', 'ETIMEDOUT'] as const;
const LOST = ['EIO', 'ETIMEDOUT'] as const;

/** A client of the share, as one process. */
export class SimulatedClient implements ShareFiles {
  readonly name: string;
  readonly #share: SimulatedShare;
  readonly #weather: Weather;
  #outage: { readonly code: string; readonly until: number } | undefined;
  #kept: { readonly until: number; readonly nodes: ReadonlyMap<string, Node> } | undefined;

  constructor(share: SimulatedShare, name: string, weather: Weather = {}) {
    this.#share = share;
    this.name = name;
    this.#weather = weather;
  }

  async open(file: string, mode: 'read' | 'change' | 'create'): Promise<ShareHandle> {
    if (mode === 'create') {
      return await this.#change(() => {
        if (this.#share.nodes.has(file)) throw failure('EEXIST', file);
        const node = this.#share.node(true);
        this.#share.put(file, node);
        return this.#handle(node);
      }, 'EEXIST');
    }
    return await this.#call(() => {
      const node = this.#seen(file);
      if (mode === 'change' && !node.isFile) throw failure('EISDIR', file);
      return this.#handle(node);
    });
  }

  async stat(file: string): Promise<FileFacts> {
    return await this.#call(() => factsOf(this.#seen(file)));
  }

  async link(from: string, to: string): Promise<void> {
    await this.#change(() => {
      if (!this.#share.knowsLinks) throw failure('EPERM', from);
      const node = this.#share.at(from);
      if (this.#share.nodes.has(to)) throw failure('EEXIST', to);
      this.#share.put(to, node);
      node.names += 1;
    }, 'EEXIST');
  }

  async rename(from: string, to: string): Promise<void> {
    await this.#change(() => {
      const node = this.#share.at(from);
      if (this.#share.nodes.get(to)?.isFile === false) throw failure('EISDIR', to);
      this.#share.put(to, node);
      node.names += 1;
      this.#share.put(from, undefined);
    }, 'ENOENT');
  }

  async unlink(file: string): Promise<void> {
    await this.#change(() => {
      this.#share.at(file);
      this.#share.put(file, undefined);
    }, 'ENOENT');
  }

  async list(folder: string): Promise<readonly string[]> {
    return await this.#call(() => {
      this.#seen(folder);
      return [...this.#names().keys()].filter((name) => path.dirname(name) === folder && name !== folder).map(nameOf);
    });
  }

  async makeFolder(folder: string): Promise<void> {
    await this.#change(() => {
      if (this.#share.nodes.has(folder)) throw failure('EEXIST', folder);
      this.#share.put(folder, this.#share.node(false));
    }, 'EEXIST');
  }

  async removeFolder(folder: string): Promise<void> {
    await this.#change(() => {
      if (this.#share.namesIn(folder).length > 0) throw failure('ENOTEMPTY', folder);
      this.#share.put(folder, undefined);
    }, 'ENOENT');
  }

  async flushFolder(folder: string): Promise<void> {
    await this.#call(() => void this.#seen(folder));
  }

  /** The process does nothing for so long; milliseconds. */
  async sleep(wait: number): Promise<void> {
    await this.#share.schedule.turn(wait);
  }

  #handle(node: Node): ShareHandle {
    const share = this.#share;
    const onNode = <Result>(work: () => Result) =>
      this.#call(() => {
        if (node.names === 0 && share.forgetsNameless) {
          this.#kept = undefined;
          throw failure('ESTALE', this.name);
        }
        return work();
      });
    return {
      stat: () => onNode(() => factsOf(node)),
      read: () => onNode(() => node.text),
      write: (text) =>
        onNode(() => {
          share.write(node, text + node.text.slice(text.length));
        }),
      flush: () => onNode(() => undefined),
      close: async () => undefined,
    };
  }

  #seen(name: string): Node {
    const node = this.#names().get(name);
    if (node === undefined) throw failure('ENOENT', name);
    return node;
  }

  #names(): ReadonlyMap<string, Node> {
    const { keepsNames = 0 } = this.#weather;
    if (keepsNames === 0) return this.#share.nodes;
    if (this.#kept === undefined || this.#kept.until < this.#share.schedule.now) {
      this.#kept = { until: this.#share.schedule.now + keepsNames, nodes: new Map(this.#share.nodes) };
    }
    return this.#kept.nodes;
  }

  /** A call that changes names; when it is sent anew because its answer was lost, it answers `again`. */
  async #change<Result>(work: () => Result, again: string): Promise<Result> {
    return await this.#call(() => {
      this.#kept = undefined;
      return work();
    }, again);
  }

  async #call<Result>(work: () => Result, again?: string): Promise<Result> {
    const { random } = this.#share.schedule;
    const { pauses = 0, slowAnswers = 0, lostAnswers = 0, outages = 0, deaths = 0 } = this.#weather;
    if (random() < deaths) await new Promise(() => undefined);
    const isPaused = random() < pauses * (again === undefined ? 1 : 4);
    await this.#share.schedule.turn(isPaused ? random() * 300_000 : 0);
    const { now } = this.#share.schedule;
    if (random() < outages) this.#outage = { code: oneOf(OUTAGES, random), until: now + random() * 200_000 };
    if (this.#outage !== undefined && now < this.#outage.until) throw failure(this.#outage.code, this.name);
    const result = work();
    if (random() < deaths) await new Promise(() => undefined);
    if (random() < slowAnswers) await this.#share.schedule.turn(random() < pauses ? random() * 300_000 : 0);
    if (again !== undefined && random() < lostAnswers) {
      throw failure(random() < 0.5 ? again : oneOf(LOST, random), this.name);
    }
    return result;
  }
}

function factsOf({ isFile, inode, modifiedAt, text }: Node): FileFacts {
  return { isFile, inode, modifiedAt, size: Buffer.byteLength(text) };
}

function nameOf(name: string): string {
  return path.basename(name);
}

function oneOf<Item>(items: readonly [Item, ...Item[]], random: () => number): Item {
  return items[Math.floor(random() * items.length)] ?? items[0];
}

function failure(code: string, place: string): Error {
  return Object.assign(new Error(`${code}: ${place}`), { code });
}
