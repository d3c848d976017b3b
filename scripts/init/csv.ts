import { type Cell, parseCsv, type Separator, UNCLOSED } from '../../config/csv.ts';
import { type Problem, ProblemsError } from '../../terminal/problem.ts';

/** A list's rows, those without anything left out; throws every quote that is not as it should be. */
export function rowsOf(file: string, text: string): readonly (readonly Cell[])[] {
  const { rows, strays, unclosed } = parseCsv(text, separatorOf(text));
  const problemAt = ({ line, column }: Cell, message: string, fix?: string): Problem => ({
    place: { file, line, column },
    message,
    fix,
  });
  const problems = strays.map((stray) =>
    problemAt(stray, 'text after a closing "', 'write "" for a quote inside of quotes'),
  );
  if (unclosed) problems.push(problemAt(unclosed, UNCLOSED));
  if (problems.length > 0) throw new ProblemsError(problems);
  return rows;
}

// Spreadsheets write commas, semicolons or tabs, as their country has it.
function separatorOf(text: string): Separator {
  const head = (text.split('\n', 1)[0] ?? '').replace(/"[^"]*"/g, '');
  return (/[,;\t]/.exec(head)?.[0] ?? ',') as Separator;
}
