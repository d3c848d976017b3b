import type { Tree } from '../../output/tree.ts';

function tree(letter: string): Tree {
  const text = `# Made by \`npm run synth\` from clusters/c.yaml\n${`${letter}\n`.repeat(500)}`;
  return new Map(
    Array.from({ length: 40 }, (_, index) => [`apps/${letter}${index}.k8s.yaml`, text] as const),
  );
}

/** Two trees without a file in common. */
export const trees: readonly [Tree, Tree] = [tree('a'), tree('b')];
