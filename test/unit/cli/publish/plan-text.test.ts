import { expect, test } from 'vitest';
import { planText } from '../../../../server/cli/publish/plan-text.ts';
import { publishPlanSchema } from '../../../../server/protocol/publishes.ts';

test('a plan says what the rules of the project would refuse', () => {
  const plan = publishPlanSchema.parse({
    ...{
      kind: 'publish',
      project: '/p',
      comp: '/p/c.comp',
      saver: '_FINAL',
      renderer: 'fusion',
      version: 2,
      state: 'OK',
    },
    ...{ frames: { first: 1, last: 2 }, target: '/p/_published/002_OK', files: [], warnings: [] },
  });
  expect(planText(plan)).not.toContain('refused');
  const refusals = ['ann may not publish a final version in this project.'];
  expect(planText({ ...plan, refusals })).toContain('Would be refused:\n  ann may not publish a final version');
});
