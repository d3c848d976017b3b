import { calendarRead, eksSupport, kubernetesVersions, minorOf } from '../tables/kubernetes.ts';

/** A page, with EKS's calendar between the lines that mark its place. */
export function withCalendar(page: string): string {
  const rows = kubernetesVersions.map((version) => {
    const { standardUntil, extendedUntil } = minorOf(version);
    return `| ${version} | ${standardUntil} | ${extendedUntil} | ${eksSupport(version)} |`;
  });
  const table = [
    `| Kubernetes | Standard support until | Extended support until | On ${calendarRead} |`,
    '|---|---|---|---|',
    ...rows,
  ].join('\n');
  return page.replace(
    /(<!-- calendar -->\n\n)[\s\S]*?(\n\n<!-- end -->)/,
    (_, begin: string, end: string) => `${begin}${table}${end}`,
  );
}
