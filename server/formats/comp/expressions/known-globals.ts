/**
 * Names that mean the same in every expression and script, and so never a tool or an input: what Fusion gives to its
 * expressions (`time`, `self`, `pi`) and scripts, and the libraries of Lua 5.1 and LuaJIT.
 */
export const KNOWN_GLOBALS: ReadonlySet<string> = new Set([
  ...['time', 'self', 'pi', 'PI', 'tool'],
  ...['comp', 'composition', 'Composition', 'fusion', 'Fusion', 'fu', 'app', 'resolve', 'bmd', 'eyeon'],
  ...['_G', '_VERSION', 'bit', 'coroutine', 'debug', 'ffi', 'io', 'jit', 'math', 'os', 'package', 'string', 'table'],
]);
