declare module 'luaparse' {
  /** As much of the package as the benchmark calls. */
  const luaparse: { parse(text: string, options: { readonly comments: boolean }): unknown };
  export default luaparse;
}
