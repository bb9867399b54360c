import { expect, test } from 'vitest';
import { checkEnvironment } from '../../../../server/pipeline/submit/safe-environment.ts';

test.each(['PATH', 'LD_PRELOAD', 'DYLD_INSERT_LIBRARIES', 'NODE_OPTIONS', 'PYTHONPATH', 'pythonstartup', 'BASH_ENV'])(
  '%s is the configuration’s to say',
  (name) => {
    expect(() => checkEnvironment({ OCIO: '/a', [name]: 'x' })).toThrow(
      expect.objectContaining({ code: 'project-not-trusted', message: expect.stringContaining(name) }),
    );
  },
);

test.each(['OCIO', 'SHOT', 'foundry_LICENSE', 'MY_PATHS'])('%s may be set', (name) => {
  expect(() => checkEnvironment({ [name]: 'x' })).not.toThrow();
});
