import { rangeOf, stringIn } from '../../formats/json/json-tree.ts';
import { characterCount } from '../../formats/sora/expand-shots.ts';
import { LONGEST_PROMPT, videoModel } from '../../formats/sora/models.ts';
import { itemName } from '../../formats/sora/project.ts';
import type { DocumentCheck } from '../document-check.ts';
import type { CheckedProject } from './checked-project.ts';
import { isWanted } from './model-uses.ts';
import { capital } from './words.ts';

/** Prompts that are empty or too long to be sent. */
export const soraPrompt: DocumentCheck<CheckedProject> = {
  code: 'sora-prompt',
  title: 'A prompt is empty or too long.',
  defaultSeverity: 'error',
  *run({ project }) {
    for (const item of [...project.shots, ...project.templates]) {
      yield undefined;
      const { prompt } = item;
      if (prompt === undefined) continue;
      const range = rangeOf(prompt.node);
      const severity = isWanted(item) ? 'error' : 'hint';
      const who = capital(itemName(item));
      const most = videoModel(stringIn(item.part, 'model'))?.longestPrompt ?? LONGEST_PROMPT;
      if (prompt.text.trim() === '') {
        if (item.kind === 'shot')
          yield { severity, message: `${who} has no prompt: nothing can be made of it.`, range };
      } else if (prompt.text.length > most) {
        const characters = characterCount(prompt.text);
        const message = `The prompt has ${characters} characters; ${most} may be sent.`;
        if (characters > most) yield { severity, message, range };
      }
    }
  },
};
