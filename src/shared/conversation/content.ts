import { limits } from '../limits';

/** Something by public URL that the user sent, or that an answer holds. */
export interface MediaItem {
  readonly kind: 'image' | 'file' | 'audio' | 'video';
  /** Absent where the service gave only a file id. */
  readonly url?: string;
  readonly fileId?: string;
  readonly name?: string;
}

/** One question of a card that waits for the user (coze-protocol: `x_properties.workflow_card_info`). */
export type CardQuestion =
  | {
      readonly type: 'options';
      readonly title: string;
      readonly options: readonly string[];
      readonly omitted?: number;
    }
  | {
      readonly type: 'inputs';
      readonly title: string;
      readonly fields: readonly CardField[];
      readonly omitted?: number;
    };

export interface CardField {
  readonly name: string;
  /** Coze's own type word: string, integer, number, boolean, object, array, file … */
  readonly type: string;
  readonly required: boolean;
}

/**
 * What a message is, decoded. `text` of the message always holds what can be shown, copied and searched;
 * `MessageBody` adds what text cannot say. `omitted` counts the items of a list beyond {@link limits}.
 */
export type MessageBody =
  | { readonly type: 'text' }
  | { readonly type: 'media'; readonly items: readonly MediaItem[]; readonly omitted?: number }
  /** A card that asks: shown as buttons or a form. `raw` is the JSON as it came. */
  | { readonly type: 'card'; readonly raw: string; readonly question?: CardQuestion }
  /** function_call, tool_response, tool_output, knowledge: folded. */
  | { readonly type: 'tool'; readonly tool: 'call' | 'output' | 'knowledge'; readonly name?: string };

/** The body with no more items, options and fields than {@link limits} allow; further ones are counted in `omitted`. */
export function boundedBody(body: MessageBody): MessageBody {
  if (body.type === 'media') {
    const { kept, omitted } = bounded(body, body.items, limits.mediaItems);
    return { ...body, items: kept, ...omitted };
  }
  return body.type === 'card' && body.question ? { ...body, question: boundedQuestion(body.question) } : body;
}

function boundedQuestion(question: CardQuestion): CardQuestion {
  if (question.type === 'options') {
    const { kept, omitted } = bounded(question, question.options, limits.options);
    return { ...question, options: kept, ...omitted };
  }
  const { kept, omitted } = bounded(question, question.fields, limits.fields);
  return { ...question, fields: kept, ...omitted };
}

function bounded<T>(holder: { readonly omitted?: number }, list: readonly T[], limit: number) {
  const count = (holder.omitted ?? 0) + Math.max(0, list.length - limit);
  return { kept: list.slice(0, limit), omitted: count > 0 ? { omitted: count } : {} };
}
