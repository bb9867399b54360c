// The command's bundle begins with this. It has to run on any Node, and before the modules that an old one lacks.
const guard = `
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 13)) {
  process.stderr.write(
    'compline needs Node 22.13 or newer, and this is Node ' + process.versions.node + '.\\n' +
      'Install a newer Node, or use the terminal of VS Code, which brings one.\\n',
  );
  process.exit(1);
}`;

/** The first lines of the command's bundle: what makes it a program, and a clear sentence where Node is too old. */
export const commandBanner = `#!/usr/bin/env node\n{${guard.replaceAll(/\n\s*/g, ' ')} }`;
