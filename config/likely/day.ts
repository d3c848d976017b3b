const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

type Parts = readonly [year: string, month: string, day: string];

/** The days, as YYYY-MM-DD, that a date in another form could mean. */
export function likelyDays(text: string): string[] {
  const days = readings(text.trim()).flatMap((parts) => dayOf(parts) ?? []);
  return [...new Set(days)];
}

function readings(text: string): Parts[] {
  const [, year, , month, day] =
    /^(\d{4})([-/. ]?)(\d{1,2})\2(\d{1,2})(?:[T ].*)?$/.exec(text) ?? [];
  if (year && month && day) return [[year, month, day]];
  const [, a, sign, b, end] = /^(\d{1,2})([./-]) ?(\d{1,2})\2 ?(\d{4}|\d{2})$/.exec(text) ?? [];
  if (a && b && end) {
    const full = end.length === 2 ? `20${end}` : end;
    const european: Parts = [full, b, a];
    return sign === '.' ? [european] : [european, [full, a, b]];
  }
  return named(text);
}

// 31 Dec 2026, or December 31, 2026.
function named(text: string): Parts[] {
  const [number, name, year] = [
    /\b(\d{1,2})(?:st|nd|rd|th)?\b/i.exec(text)?.[1],
    /[a-z]{3,}/i.exec(text)?.[0],
    /\b(\d{4})$/.exec(text)?.[1],
  ];
  const month = months.indexOf(name?.slice(0, 3).toLowerCase() ?? '') + 1;
  return number && year && month > 0 ? [[year, String(month), number]] : [];
}

// A day that its month does not have is the month's last.
function dayOf([year, month, day]: Parts): string | undefined {
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31)
    return undefined;
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  const two = (number: number) => String(number).padStart(2, '0');
  return `${year}-${two(Number(month))}-${two(Math.min(Number(day), last))}`;
}
