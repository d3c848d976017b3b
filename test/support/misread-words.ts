/** Words that some reader of YAML takes for something else than text, or that need quotes for another reason. */
export const misreadWords: readonly string[] =
  'y Y yes Yes YES n N no No NO true True TRUE false on On ON off Off OFF null Null NULL ~ = << . .. - -- --- ... ? : ! & * % @ ` | > # , [ ] { } 0 1 -1 +1 0x1F 0o17 017 0b11 1_000 1e3 1E3 e1 E1 -e1 e1234567 -e1234567 E-1234567 --e1 -yes --no e e_1 1. .5 .inf -.inf .nan .NaN Infinity NaN 1:30 190:20:30 2001-12-14 2001-12-14T21:59:43Z 12e03 0.0 00 08 1.2.3 10m 5Gi 1Mi 10.0.0.0/8 1.2.3.4 a:b a: :a a,b a#b a/# -a --a - a a\tb /a // a- a. é ü 日本 \u0085 \u00a0 \u2028 \ufeff \u0007 😀'.split(
    ' ',
  );
