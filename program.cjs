#!/usr/bin/env node
// The project as one program: eks-sock-shop COMMAND [arguments]. The npm scripts are calls of it.
const { readdirSync } = require('node:fs');
const { join } = require('node:path');

const BAD_INPUT = 2;
const [node, , word = 'start', ...rest] = process.argv;

// A command is the file of its name in scripts/, but for these.
const elsewhere = { synth: 'main.ts', 'control-plane:build': 'control-plane/build.ts' };
const commands = readdirSync(join(__dirname, 'scripts'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
  .concat('control-plane:build');

if (word === '--version') console.log(require('./package.json').version);
else if (word === '--complete') complete(...rest);
else if (word === '--help' || word === '-h') launch('start', ['--all']);
else if (commands.includes(word)) launch(word, rest);
else {
  console.error(`eks-sock-shop has no command ${word}\ncommands: ${commands.join(' ')}`);
  process.exitCode = BAD_INPUT;
}

function launch(command, words) {
  if (process.env.npm_lifecycle_event !== command) process.env.EKS_SOCK_SHOP_WITHOUT_NPM = '1';
  const file = elsewhere[command] ?? `scripts/${command}.ts`;
  process.argv = [node, join(__dirname, 'launch', 'launch.cjs'), file, ...words];
  require('./launch/launch.cjs');
}

// What may stand where the last of these words does: a command, or what that command's own flags say.
function complete(command, ...words) {
  if (words.length === 0) console.log(commands.join('\n'));
  else if (commands.includes(command)) launch(command, ['--complete', ...words]);
}
