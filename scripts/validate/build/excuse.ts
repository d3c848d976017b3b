/** Why a failure of kubectl is no mistake in the files: the network or a setting would mend it. */
export function excuseFor(failure: string): string | undefined {
  return excuses.find(([sign]) => sign.test(failure))?.[1];
}

const excuses: readonly (readonly [RegExp, string])[] = [
  [
    /dial tcp|\bGet "https?:|\bgit (?:fetch|clone)\b|timeout running/,
    'it names something that is not on this disk',
  ],
  [/--enable-helm/, 'it renders a chart, which kubectl does with --enable-helm only'],
  [/external plugins disabled|--enable-alpha-plugins/, 'it needs a plugin of kustomize'],
  [
    /security; file/,
    'it reads a file above its folder, which kubectl does with --load-restrictor LoadRestrictionsNone only',
  ],
];
