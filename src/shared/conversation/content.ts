import * as v from 'valibot';
import { limits } from '../limits';
import { count, fields, flag, list, text, variant, type Read, type Schema } from '../schema';

export const mediaKind = v.picklist(['image', 'file', 'audio', 'video']);

/**
 * A file, sent by the user or contained in an answer. Without `url` the service has it under its file id. `size` is in
 * bytes, known for files that the user attached.
 */
export const mediaItemSchema = fields(
  { kind: mediaKind },
  { url: text, fileId: text, name: text, size: count },
);
export type MediaItem = Read<typeof mediaItemSchema>;

/** A field of a form. `type` is Coze's name: string, integer, number, boolean, object, array, image … */
export interface CardField {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly description?: string;
  readonly defaultValue?: string;
  /** The items of an array; their name is empty. */
  readonly items?: CardField;
  /** The members of an object. */
  readonly members?: readonly CardField[];
}

/** Deepest nesting of items and members. Deeper ones are left out. */
export const maxFieldDepth = 12;

function cardField(depth: number): Schema<CardField> {
  const inner: Schema<CardField> = depth === 0 ? v.never() : cardField(depth - 1);
  return fields(
    { name: text, type: text, required: flag },
    { description: text, defaultValue: text, items: inner, members: list(inner, limits.fields) },
  );
}

/** The question of a card that waits for the user (coze-protocol: `x_properties.workflow_card_info`). */
const cardQuestion = variant({
  options: fields({ title: text, options: list(text) }, { omitted: count }),
  inputs: fields({ title: text, fields: list(cardField(maxFieldDepth)) }, { omitted: count }),
});
export type CardQuestion = Read<typeof cardQuestion>;

const anyBody = variant({
  text: fields({}),
  media: fields({ items: list(mediaItemSchema) }, { omitted: count }),
  /** A card that asks a question, shown as buttons or a form. `raw` is its JSON as received. */
  card: fields({ raw: text }, { question: cardQuestion }),
  /** function_call, tool_response, tool_output, knowledge: shown folded. */
  tool: fields({ tool: v.picklist(['call', 'output', 'knowledge']) }, { name: text }),
});

/**
 * The kind of a message and what its text cannot express. The `text` of the message always holds what can be shown, copied
 * and searched. `omitted` counts the items of a list beyond {@link limits}.
 */
export type MessageBody = Read<typeof anyBody>;
export const messageBodySchema: Schema<MessageBody> = v.pipe(anyBody, v.transform(boundedBody));

/** The body with as many items, options and fields as {@link limits} allow; the rest is counted in `omitted`. */
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
