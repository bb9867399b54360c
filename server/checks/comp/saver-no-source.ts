import type { CompCheck } from '../check.ts';

/** A Saver is connected, but nothing upstream of it makes a picture. */
export const saverNoSource: CompCheck = {
  code: 'saver-no-source',
  title: 'Nothing that makes a picture reaches a Saver.',
  defaultSeverity: 'information',
  *run(comp, { savers, connections, pictures }) {
    // Where a connection is lost, that is what is to be mended.
    if (comp.kind === 'setting' || comp.cutOff || connections.dangling.length > 0) return;
    for (const { tool, isEnabled } of savers) {
      const { index } = tool;
      // Without a connection it is `saver-no-input`.
      if (!isEnabled || connections.first[index] === connections.first[index + 1] || pictures.reach(index)) continue;
      yield {
        message: `No picture reaches the Saver ${tool.name}: what feeds it is empty or off.`,
        range: tool.nameRange,
      };
    }
  },
};
