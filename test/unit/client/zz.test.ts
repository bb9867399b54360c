import { expect, test, vi } from 'vitest';
import { f } from '../../../client/zz.ts';
vi.mock('vscode', () => ({ l10n: { t: (m: string, ...a: unknown[]) => m.replace(/\{(\d)\}/g, (_, i) => String(a[Number(i)])) } }));
test('x', () => expect(f()).toBe('rendering 1/2'));
