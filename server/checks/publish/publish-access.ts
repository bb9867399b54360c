import type { PublishCheck } from '../publish-check.ts';

/** Folders that a publish writes to and may not: told before anything is rendered. */
export const publishAccess: PublishCheck = {
  code: 'publish-access',
  title: 'A publish cannot write to the folders of its step, or to the export folder.',
  defaultSeverity: 'error',
  async *run({ intent: { container, stepFolder, deliveredTo = [], saver }, disk }) {
    for (const folder of [stepFolder, container, ...deliveredTo]) {
      const why = await disk.whyNotWritable(folder);
      if (why === undefined) continue;
      yield { message: `${folder} cannot be written to: ${why}.`, range: saver.nameRange };
      return;
    }
  },
};
