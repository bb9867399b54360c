import { expect, test } from 'vitest';
import { fileError } from '../../../../server/pipeline/files/file-error.ts';

test.each([
  ['ENOSPC', 'writing', 'disk-full', 'Make room'],
  ['EACCES', 'writing', 'no-permission', 'permission to write'],
  ['EACCES', 'reading', 'no-permission', 'permission to read'],
  ['ENOENT', 'writing', 'not-found', 'folder is there'],
  ['ENAMETOOLONG', 'locking', 'invalid-parameters', 'shorter name'],
  ['EIO', 'writing', 'internal', 'its disk'],
])('%s while %s is told as %s, with what to do', (code, doing, told, step) => {
  const error = fileError(Object.assign(new Error(code), { code }), '/show/a.comp', doing);
  expect(error.toData()).toMatchObject({ code: told, nextStep: expect.stringContaining(step), path: '/show/a.comp' });
});
