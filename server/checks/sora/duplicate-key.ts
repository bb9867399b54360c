import { type JsonNode, objectPart, rangeOf } from '../../formats/json/json-tree.ts';
import { removeMember } from '../../formats/sora/edits.ts';
import type { DocumentCheck } from '../document-check.ts';
import type { CheckedProject } from './checked-project.ts';

/** Keys that come twice in an object: of which programs take the last one without a word. */
export const soraDuplicateKey: DocumentCheck<CheckedProject> = {
  code: 'sora-duplicate-key',
  title: 'An object has a key twice.',
  defaultSeverity: 'warning',
  *run({ project: { text, tree } }) {
    const waiting: JsonNode[] = tree.root === undefined ? [] : [tree.root];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      for (const child of node.children ?? []) waiting.push(child);
      const part = objectPart(node);
      yield undefined;
      if (part === undefined || part.byName.size === part.members.length) continue;
      for (const member of part.members) {
        const last = part.byName.get(member.name);
        if (last === undefined || last === member) continue;
        yield {
          message: `\`${member.name}\` comes twice here, and only the last one counts.`,
          range: rangeOf(member.key),
          related: [{ message: 'This one counts', range: rangeOf(last.key) }],
          fixes: [{ title: 'Remove this one', edits: [{ range: removeMember(text, part, member), newText: '' }] }],
          tag: 'unused',
        };
      }
    }
  },
};
