import { QueueView } from '../../../../client/queue/queue-view.ts';
import type { RowElement } from '../../../../client/views/row-tree.ts';
import type { JobSummary } from '../../../../server/protocol/jobs.ts';
import { FakeCore, settle } from '../fake-core.ts';
import { fakeMemento } from '../fake-vscode.ts';
import { fakeLog } from '../locks/locking.ts';

/** The view of a queue with some jobs on a fake core, opened as VS Code opens it: every group that is not closed. */
export async function queueRig(jobs: readonly JobSummary[], memento: Record<string, unknown> = {}) {
  const fake = new FakeCore();
  let listing = { jobs, removed: [] as string[], revision: 100 };
  fake.answers.set('queue/list', () => listing);
  const queue = new QueueView({
    core: fake.core,
    gate: { closed: async () => undefined } as never,
    log: fakeLog,
    projects: { roots: async () => ['/p'], has: (root: string) => root === '/p' } as never,
    memento: fakeMemento(memento) as never,
    now: () => 0,
  });
  const { tree } = queue.live;
  const refreshed: string[] = [];
  tree.onDidChangeTreeData((it) => {
    const all = it === undefined ? ['all'] : [it].flat().map(({ row }) => row.id);
    refreshed.push(...all);
  });

  /** What the view shows: each label with its description, what stands under a row indented. */
  const shown = async (): Promise<string[]> => {
    const under = async (parent: RowElement | undefined, indent: string): Promise<string[]> => {
      const lines: string[] = [];
      for (const it of await tree.getChildren(parent)) {
        lines.push(`${indent}${it.row.label} ${it.row.description}`);
        if (it.row.expansion === 'expanded') lines.push(...(await under(it, `${indent}  `)));
      }
      return lines;
    };
    return under(undefined, '');
  };

  await shown();
  await settle();
  refreshed.length = 0;
  return {
    fake,
    queue,
    refreshed,
    shown,
    tell: (...news: readonly JobSummary[]) => fake.tell('queue/changed', { jobs: news, removed: [] }),
    remove: (...removed: readonly string[]) => fake.tell('queue/changed', { jobs: [], removed }),
    /** What the next listing answers. */
    list: (next: typeof listing) => {
      listing = next;
    },
    element: (id: string): RowElement => {
      const element = tree.element(id);
      if (element === undefined) throw new Error(`There is no row ${id}.`);
      return element;
    },
  };
}
