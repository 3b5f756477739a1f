import * as play from './plays';
import type { Script, Situation } from './script';
import { selectionOf } from '../words/selection';

/** The response to a message: a run, an error before the stream, or the page of a broken gateway. */
export type Scenario =
  | { readonly type: 'play'; readonly script: Script }
  | { readonly type: 'refuse'; readonly code: number }
  | { readonly type: 'gateway' };

type Play = (situation: Situation, said: RegExpExecArray) => Script;

/** Plays by pattern of the message. The first match wins, so specific patterns come first. */
const plays: readonly (readonly [RegExp, Play])[] = [
  [/\bfail(?:s|ed|ure)?\b|失败/i, play.fail],
  [/\bcut(?: off)?\b|断开/i, play.cut],
  [/\bstall(?:s|ed)?\b|卡住/i, play.stall],
  [/(?:\blong\b|长文)\s*(\d{1,5})?/i, (situation, said) => play.long(situation, Number(said[1] ?? 10))],
  [/\btwo questions\b|两个问题/i, play.askTwice],
  [/\bask (?:me|something)\b|提问|问我/i, play.ask],
  [/\bforms?\b|表单/i, play.form],
  [/\bcards?\b|卡片/i, play.card],
  [/\btools?\b|工具/i, play.tool],
  [/\bmedia\b|媒体/i, play.media],
  [/\bthink(?:ing)?\b|思考/i, play.think],
  [/\bseveral\b|多条/i, play.several],
  [/\bmarkdown\b|\btables?\b|\bcode\b|表格|代码/i, play.markdown],
  [/\bwhat(?:'s| is) my name\b|我叫什么|我的名字/i, play.tellName],
  [/\bhow many\b|\bcount\b|第几条|几条消息/i, play.count],
  [/\bhelp\b|\bhello\b|\bhi\b|帮助|你好/i, play.welcome],
];

/** Chooses a scenario. Files and code come before words, because the code may contain such words. */
export function scenarioFor(situation: Situation): Scenario {
  const { text } = situation;
  if (situation.items.length > 0) return playing(play.receive(situation));
  const selection = selectionOf(text);
  if (selection) return playing(play.selection(situation, selection));
  const code = /(?:\berror|错误码?)\s*[:：]?\s*(\d{1,12})/i.exec(text)?.[1];
  if (code !== undefined) return { type: 'refuse', code: Number(code) };
  if (/\bgateway\b|网关/i.test(text)) return { type: 'gateway' };
  const learnt = nameIn(text);
  if (learnt !== undefined) return playing(play.learnName(situation, learnt));
  for (const [words, start] of plays) {
    const said = words.exec(text);
    if (said) return playing(start(situation, said));
  }
  if (situation.isForgotten) return playing(play.forgotten(situation));
  return playing(situation.earlier.length === 0 ? play.welcome(situation) : play.unknown(situation));
}

/** The name in a message: "my name is Ada", "我叫小明". */
export function nameIn(text: string): string | undefined {
  const said = /\bmy name is\s+([\p{L}\p{M}'’-]+)|我叫([\p{L}]{1,12})/u.exec(text);
  const name = said?.[1] ?? said?.[2];
  return name === undefined || name.startsWith('什么') ? undefined : name;
}

function playing(script: Script): Scenario {
  return { type: 'play', script };
}
