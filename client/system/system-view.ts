import type { SystemInfo } from '../../server/protocol/system.ts';
import { LiveView, type ViewServices } from '../views/live-view.ts';
import type { Row } from '../views/row.ts';
import { VisiblePoll } from '../views/visible-poll.ts';
import { RunningAttempts } from './running-attempts.ts';
import { systemReport } from './system-report.ts';
import { allSystemRows, type SystemState, systemRows } from './system-rows.ts';

/** What the view stands on, beside what every view needs. */
export interface SystemViewServices extends ViewServices {
  /** Milliseconds from any moment. */
  readonly now: () => number;
  /** The extension's version. */
  readonly version: string;
}

const INTERVAL = 5_000;

/** The view of this machine: what it has, what renders may use of it, and what runs on it. */
export class SystemView {
  readonly live: LiveView;
  readonly #services: SystemViewServices;
  readonly #running: RunningAttempts;
  readonly #poll: VisiblePoll;
  #state: SystemState | undefined;

  constructor(services: SystemViewServices) {
    this.#services = services;
    this.#running = new RunningAttempts(services.core);
    this.live = new LiveView(services, {
      id: 'compline.system',
      load: () => this.#load(),
      rows: (parent) => this.#rows(parent),
      isIncremental: true,
    });
    const { view } = this.live;
    this.#poll = new VisiblePoll({
      interval: INTERVAL,
      isVisible: () => view.visible,
      onDidChangeVisibility: (listener) => view.onDidChangeVisibility(listener),
      look: () => this.#look(),
      now: services.now,
    });
  }

  /** The machine as it is now. Errors: `ComplineError`. */
  async system(): Promise<SystemInfo> {
    return (await this.#services.core.request('system/info', {})).system;
  }

  /** Everything that is known of the machine and of what runs on it, as a text. Errors: `ComplineError`. */
  async report(): Promise<string> {
    return systemReport(await this.#read(), this.#services.version);
  }

  /** What is kept for interactive work is another now. */
  take(system: SystemInfo): void {
    if (this.#state !== undefined) this.#show({ ...this.#state, system });
  }

  dispose(): void {
    this.#poll.dispose();
    this.live.dispose();
  }

  // A core that is gone is started by whoever has something for it to do, not to be looked at.
  async #look(): Promise<void> {
    if (this.#services.core.state === 'connected') this.live.refresh();
    await this.live.rows();
  }

  async #load(): Promise<void> {
    this.#show(await this.#read());
  }

  async #read(): Promise<SystemState> {
    const { core } = this.#services;
    const [system, workers] = await Promise.all([this.system(), core.request('workers/list', {})]);
    const running = await this.#running.of(workers);
    return { system, running, ...(workers.held !== undefined && { held: workers.held }) };
  }

  #rows(parent: string | undefined): readonly Row[] {
    return this.#state === undefined ? [] : systemRows(this.#state, parent);
  }

  // Only rows that look different are drawn again, and rows under which others stand now than before.
  #show(state: SystemState): void {
    const before = this.#state === undefined ? undefined : allSystemRows(this.#state);
    this.#state = state;
    const { tree } = this.live;
    if (before === undefined || !tree.hasElements) return;
    const after = allSystemRows(state);
    const under = new Set<string>();
    for (const [parent, rows] of after) {
      if (parent === undefined) continue;
      const old = before.get(parent) ?? [];
      if (idsOf(old) !== idsOf(rows)) under.add(parent);
      const now = new Set(rows.map(({ id }) => id));
      tree.forget(old.filter(({ id }) => !now.has(id)).map(({ id }) => id));
    }
    tree.redraw([...after.values()].flat(), under);
  }
}

const idsOf = (rows: readonly Row[]): string => JSON.stringify(rows.map(({ id }) => id));
