/**
 * A typical answer of a model: headings, paragraphs in English and Chinese, lists, tables, code, quotes, links. The text is
 * generated, so that it can have any length. All sections differ.
 */
export function answerOf(length: number): string {
  let text = '';
  for (let section = 1; text.length < length; section++) text += sectionOf(section);
  return text.slice(0, length);
}

/** Splits a text into deltas of 4 to 8 characters, the size that services send. Deterministic. */
export function deltasOf(text: string): string[] {
  const deltas: string[] = [];
  for (let start = 0, index = 0; start < text.length; index++) {
    const size = 4 + ((index * 7) % 5);
    deltas.push(text.slice(start, start + size));
    start += size;
  }
  return deltas;
}

function sectionOf(number: number): string {
  const n = String(number);
  return `## ${n}. What happens in step ${n}

The workflow takes the **input of step ${n}** and hands it to the next node. It keeps \`state_${n}\` until the
branch is done; see [the notes](https://example.com/notes/${n}) for the *exact* order and what may fail there.

第 ${n} 步：系统先读取用户输入，然后调用**插件**并等待返回结果。如果超时，流程会进入\`重试\`分支，最多三次；详情请看
[文档](https://example.com/docs/${n})。这一段文字用来模拟中文回答的排版和换行。

- First, check that the token of step ${n} is valid
- Then send the request, and keep *the id* of it
  - retry when the service is busy
  - give up after ${n} attempts
- Finally write the result to \`output_${n}\`

\`\`\`${['ts', 'python', 'json', 'bash'][number % 4] ?? 'ts'}
${codeOf(number)}
\`\`\`

| Field | Type | Meaning |
|-------|:----:|--------:|
| \`id_${n}\` | string | what it is called |
| count | number | ${n} times **${n}** |
| 状态 | enum | 完成、失败或等待 |

> Note ${n}: a quoted remark that goes over more than one line, because people like to
> explain things twice.

1. Read the file of step ${n}.
2. Compare it with the one before.
3. Say what has changed, in one sentence.

`;
}

function codeOf(number: number): string {
  const n = String(number);
  return [
    `export async function step${n}(input: Input): Promise<Output> {\n  const value = await read(input, ${n});\n  // keep the order\n  return { id: "step-${n}", value, isDone: value !== undefined };\n}`,
    `def step_${n}(data: dict) -> str:\n    """What step ${n} does."""\n    total = sum(data.get("n", ${n}) for _ in range(${n}))\n    return f"{total} of ${n}"  # done`,
    `{\n  "step": ${n},\n  "name": "step-${n}",\n  "inputs": [1, 2, ${n}],\n  "isEnabled": true\n}`,
    `for f in *.log; do\n  grep -n "step ${n}" "$f" | head -${n}  # look\ndone`,
  ][number % 4] as string;
}
