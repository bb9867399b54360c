import { test } from 'vitest';
import { raceCores } from './racing-publishes.ts';

test('two cores that publish one comp at once get numbers of their own, and tell of each other', () => raceCores(3));
