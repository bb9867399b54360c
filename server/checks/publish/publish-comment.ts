import type { PublishCheck } from '../publish-check.ts';

/** A version without a comment; for projects in which whoever takes it up has to know what is new. */
export const publishComment: PublishCheck = {
  code: 'publish-comment',
  title: 'A publish has no comment.',
  defaultSeverity: 'off',
  *run({ intent: { kind, comment, saver } }) {
    if (kind === 'preview' || comment.trim() !== '') return;
    yield { message: 'Say what is new in this version: it has no comment.', range: saver.nameRange };
  },
};
