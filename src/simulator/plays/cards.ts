import type { Question } from './script';

/** A question as the JSON of `content_type: "card"`. The part for clients is a JSON string three levels down. */
export function cardOf(question: Exclude<Question, { type: 'text' }>): string {
  const info =
    question.type === 'options'
      ? {
          card_type: 'QUESTION',
          question_card_data: {
            Title: question.title,
            Options: question.options.map((name) => ({ name })),
          },
        }
      : { card_type: 'INPUT', input_card_data: question.fields };
  const card = {
    card_type: 3,
    content_type: 50,
    response_type: 'card',
    template_url: '',
    data: JSON.stringify({ elements: {}, rootID: 'root', variables: {} }),
    x_properties: { workflow_card_info: JSON.stringify(info) },
  };
  // The service writes this ID as a number above 2^53, without quotes.
  return JSON.stringify(card).replace('"template_url"', '"template_id":7383997384420262000,"template_url"');
}

/** The same question as text, for clients that did not ask for cards. */
export function textOf(question: Question): string {
  switch (question.type) {
    case 'text':
      return question.text;
    case 'options':
      return [question.title, ...question.options.map((name, index) => `${index + 1}. ${name}`)].join('\n');
    case 'inputs':
      return question.fields.map((field) => `- ${field.name} (${field.type})`).join('\n');
  }
}
