import { answerForm } from '../inputs/answerForm';
import css from '../inputs/inputs.css?text';
import { InputsForm } from '../inputs/inputsForm';
import { provide } from '../onDemand/registry';

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
document.adoptedStyleSheets.push(sheet);

provide('inputs', {
  workflowForm: (view, send) => new InputsForm(view, send),
  answerForm,
});
